import type { Contact } from '../../config/schema/contact.ts';

/**
 * A contact as it may be shown and logged (I10): enough to tell one from another, not enough to write to it. The path of a
 * web address is left out, since webhooks carry their secret there. A queue's ARN is no secret.
 */
export const masked = ({ protocol, endpoint }: Pick<Contact, 'protocol' | 'endpoint'>): string => {
  switch (protocol) {
    case 'email': {
      const at = endpoint.lastIndexOf('@');
      return `${endpoint.slice(0, 1)}…${endpoint.slice(at)} (mail)`;
    }
    case 'sms':
      return `${endpoint.slice(0, 3)}…${endpoint.slice(-2)} (SMS)`;
    case 'https':
      return `https://${URL.canParse(endpoint) ? new URL(endpoint).host : ''}/…`;
    case 'sqs':
      return `${endpoint} (queue)`;
  }
};
