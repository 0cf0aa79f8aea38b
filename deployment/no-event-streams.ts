/**
 * Takes the place of `@smithy/core/event-streams` in the bundles (serverless.yml, esbuild.alias). The SDK imports it when
 * an operation streams events, which none that the functions call does; but an import that may
 * come later makes esbuild wrap everything below it, which cost each cold start about a tenth and each bundle 20 KB.
 */
const refuse = (): never => {
  throw new Error('event streams are not bundled: see deployment/no-event-streams.ts');
};

/** @throws Error always: no operation of the product's streams events */
export class EventStreamSerde {
  constructor() {
    refuse();
  }
}

/** @throws Error always: no operation of the product's streams events */
export const eventStreamSerdeProvider = refuse;

/** A client whose other operations stream events asks for this while it is made: it stays without. */
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
