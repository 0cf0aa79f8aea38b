/** What names of the stack's own alarms begin with, `tocsin-prod-`, ends in a hyphen; those of its services' in a slash. */
const HYPHEN = /-$/;

/**
 * The service that the stack made an alarm for: `checkout` of `tocsin-prod/checkout/response-time/checkout-web`. Undefined for
 * every other alarm. By its name, since events carry an alarm's tags only where somebody asked for it.
 * @param ownAlarmPrefix `tocsin-<stage>-`, empty where there are none
 */
export const serviceOfMadeAlarm = (name: string, ownAlarmPrefix: string): string | undefined => {
  if (!HYPHEN.test(ownAlarmPrefix)) return undefined;
  const [stack, service, kind, resource] = name.split('/', 4);
  const isMade = `${stack}-` === ownAlarmPrefix && kind !== undefined && resource !== undefined;
  return isMade && service !== '' ? service : undefined;
};
