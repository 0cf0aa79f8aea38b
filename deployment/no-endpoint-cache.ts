/**
 * Takes the place of `@aws-sdk/endpoint-cache` in the bundles (serverless.yml, esbuild.alias). DynamoDB's client makes one
 * for endpoint discovery, which is off unless somebody turns it on, and brings a cache library of 8 KB along.
 */
export class EndpointCache {
  /** @throws Error always: endpoint discovery is not bundled */
  get(): never {
    throw new Error('endpoint discovery is not bundled: see deployment/no-endpoint-cache.ts');
  }
}
