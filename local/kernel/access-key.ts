import { randomBytes, randomInt } from 'node:crypto';

/** What the embedded services ask for, as AWS asks for an IAM user's access key. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new key, in AWS's form: 20 capitals and digits, and a secret of 40 characters. */
export const makeAccessKey = (): AccessKey => ({
  accessKeyId: `TOCSIN${Array.from({ length: 14 }, () => letters[randomInt(letters.length)]).join('')}`,
  secretAccessKey: randomBytes(30).toString('base64url'),
});
