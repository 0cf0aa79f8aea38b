/**
 * Takes the place of `@smithy/core/event-streams` in the bundles (serverless.yml, esbuild.alias). The SDK imports it when
 * an operation streams events, which none of DynamoDB's, SNS's, SQS's and EventBridge's does; but an import that may
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
