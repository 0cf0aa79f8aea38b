/**
 * Takes the place of `node:http` where middy asks it for the names of status codes (deployment/bundle-plugins.ts). An
 * `import` of that module evaluates all it exports, a WebSocket client among them: 18 ms of each cold start.
 */
export const { STATUS_CODES } = process.getBuiltinModule('node:http');
