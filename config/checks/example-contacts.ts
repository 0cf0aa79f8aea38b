import type { AudienceContacts, Contact } from '../schema/contact.ts';

const reservedDomain = /(?:^|[@.])(?:example(?:\.(?:com|net|org))?|test|invalid)$/i;

/** Numbers set aside for fiction: North American 555-0100 to 555-0199, and British ones. */
const reservedNumber = /^\+1\d{3}55501\d{2}$|^\+447700900\d{3}$/;

/** The account of the embedded SQS: a queue of a laptop. */
const LAPTOP_ACCOUNT = '000000000000';

const isExample = ({ protocol, endpoint }: Contact): boolean => {
  if (protocol === 'email') return reservedDomain.test(endpoint.slice(endpoint.lastIndexOf('@')));
  if (protocol === 'https') return reservedDomain.test(new URL(endpoint).hostname);
  if (protocol === 'sqs') return endpoint.split(':')[4] === LAPTOP_ACCOUNT;
  return reservedNumber.test(endpoint);
};

/** Contacts that can reach nobody, one message each: they must not go out with a real deployment (I10: unnamed). */
export const exampleFindings = (audiences: AudienceContacts): readonly string[] =>
  Object.entries(audiences).flatMap(([audience, contacts]) =>
    contacts.flatMap((contact, index) =>
      isExample(contact)
        ? [
            `audiences.${audience}[${index}]: is an example (${contact.protocol}), a page sent there wakes nobody: ` +
              'write a real contact, or set TOCSIN_ALLOW_EXAMPLE_CONTACTS=1 for an emulator',
          ]
        : [],
    ),
  );
