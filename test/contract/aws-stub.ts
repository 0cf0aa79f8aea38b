import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubAnswer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** An AWS endpoint that answers as it is told and keeps what it was asked: for errors that no emulator makes. */
export interface AwsStub {
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly requests: string[];
  /** Answers in turn; the last one repeats. `silence`: the request is never answered. */
  answer(...answers: readonly (StubAnswer | 'silence')[]): void;
  stop(): Promise<void>;
}

export const startAwsStub = async (): Promise<AwsStub> => {
  const requests: string[] = [];
  let answers: (StubAnswer | 'silence')[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push(Buffer.concat(chunks).toString());
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new Error('the stub was not told what to answer');
    if (answer === 'silence') return;
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/x-amz-json-1.0' });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    requests,
    answer: (...next) => {
      answers = [...next];
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
