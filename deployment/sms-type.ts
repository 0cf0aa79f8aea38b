import { SetSMSAttributesCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';

/**
 * Text messages of this account and region are transactional unless a message says otherwise: SNS sends them for
 * reliability instead of cost. The stack's own messages say so themselves; what CloudWatch publishes to the topic `watch`
 * cannot, and SNS has no such setting for a topic. SNS Developer Guide, "Setting SMS messaging preferences".
 * Throws what the SDK throws.
 */
export const sendSmsTransactional = async (settings: SNSClientConfig): Promise<void> => {
  const client = new SNSClient(settings);
  try {
    await client.send(new SetSMSAttributesCommand({ attributes: { DefaultSMSType: 'Transactional' } }));
  } finally {
    client.destroy();
  }
};
