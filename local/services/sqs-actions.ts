import type { buildApp } from 'fauxqs';

type App = NonNullable<Parameters<typeof buildApp>[0]>;
type Store = NonNullable<NonNullable<App['stores']>['sqsStore']>;

/** What an action sees of its request. */
export interface ActionRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What the host changes of the messages in an answer. */
export interface ReceivedMessage {
  readonly MessageId: string;
  Attributes?: Record<string, string>;
}

export interface ActionAnswer {
  readonly MessageId?: string;
  readonly Messages?: readonly ReceivedMessage[];
}

/** One action of the embedded SQS: what it answers to a request's body, or the SqsError that it throws. */
export type Action = (
  body: object,
  store: Store,
  request: ActionRequest,
) => ActionAnswer | Promise<ActionAnswer>;

/** What the host changes of fauxqs's router: the actions of its requests are registered by name. */
export interface ActionRouter {
  readonly prototype: { readonly store: Store; register(name: string, action: Action): void };
}

const noted = new WeakMap<Store, Map<string, Action>>();
const taught = new WeakSet<ActionRouter>();

/** Notes the actions that a router gets from now on, so that they can be asked without the wire. */
export const noteActions = (router: ActionRouter): void => {
  if (taught.has(router)) return;
  taught.add(router);
  const { register } = router.prototype;
  router.prototype.register = function (name, action) {
    const actions = noted.get(this.store) ?? new Map<string, Action>();
    noted.set(this.store, actions.set(name, action));
    register.call(this, name, action);
  };
};

/** The answer of the action of that name on this store; throws where there is none. */
export const act = (store: Store, name: string, body: object): ActionAnswer | Promise<ActionAnswer> => {
  const action = noted.get(store)?.get(name);
  if (action === undefined) throw new Error(`The embedded SQS has no action ${name}.`);
  return action(body, store, { headers: {} });
};
