import {
  ACMClient,
  type CertificateDetail,
  DescribeCertificateCommand,
  ListCertificatesCommand,
} from '@aws-sdk/client-acm';
import { loadBalancerArns } from '../estate/arns.ts';
import { stableHex } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Certificate } from '../situation/parts.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const arnOf = (world: World, id: string): string => world.arn('acm', `certificate/${id}`);

const renewalOf = (world: World, { domain, renewal }: Certificate) =>
  renewal === undefined
    ? undefined
    : {
        RenewalStatus: renewal.status,
        DomainValidationOptions: [{ DomainName: domain }],
        ...when('RenewalStatusReason', renewal.reason as 'CAA_ERROR' | undefined),
        UpdatedAt: world.date(renewal.at),
      };

/** A certificate that was ever issued had its domain validated. */
const validationOf = ({ domain, status }: Certificate) => ({
  DomainName: domain,
  ValidationDomain: domain,
  ValidationStatus: status === 'PENDING_VALIDATION' ? ('PENDING_VALIDATION' as const) : ('SUCCESS' as const),
  ValidationMethod: 'DNS' as const,
});

const describe = (world: World, id: string, certificate: Certificate): CertificateDetail => ({
  CertificateArn: arnOf(world, id),
  DomainName: certificate.domain,
  SubjectAlternativeNames: [certificate.domain, ...certificate.names],
  DomainValidationOptions: [validationOf(certificate)],
  Serial: stableHex(id, 32),
  Subject: `CN=${certificate.domain}`,
  Issuer: 'Amazon',
  CreatedAt: world.date(certificate.from),
  IssuedAt: world.date(certificate.from),
  Status: certificate.status,
  NotBefore: world.date(certificate.from),
  NotAfter: world.date(certificate.until),
  KeyAlgorithm: 'RSA_2048',
  SignatureAlgorithm: 'SHA256WITHRSA',
  InUseBy: loadBalancerArns(world, certificate.usedBy),
  Type: certificate.type,
  ...when('RenewalSummary', renewalOf(world, certificate)),
  RenewalEligibility: certificate.usedBy.length > 0 ? 'ELIGIBLE' : 'INELIGIBLE',
});

const describeCertificate = operation(DescribeCertificateCommand, ({ CertificateArn: asked = '' }, world) => {
  const [id, certificate] =
    Object.entries(world.estate.certificates).find(([one]) => arnOf(world, one) === asked) ?? [];
  if (id === undefined || certificate === undefined)
    throw new AwsError('ResourceNotFoundException', `Could not find certificate ${asked}.`);
  return { Certificate: describe(world, id, certificate) };
});

const listCertificates = operation(ListCertificatesCommand, (input, world) => {
  const { CertificateStatuses: statuses, NextToken: token } = input;
  const found = Object.entries(world.estate.certificates)
    .map(([id, certificate]) => ({ certificate, detail: describe(world, id, certificate) }))
    .filter(
      ({ certificate: { status } }) =>
        statuses === undefined || statuses.length === 0 || statuses.includes(status),
    );
  const size = pageSize(input.MaxItems, {
    field: 'maxItems',
    least: 1,
    most: 1000,
    usual: 1000,
    code: 'ValidationException',
  });
  const page = pageOf(found, {
    ...{ token, size, about: statuses },
    invalid: () => new AwsError('InvalidArgsException', 'The next token is not valid.'),
  });
  return {
    CertificateSummaryList: page.items.map(({ certificate, detail }) => ({
      ...when('CertificateArn', detail.CertificateArn),
      DomainName: certificate.domain,
      SubjectAlternativeNameSummaries: [certificate.domain, ...certificate.names],
      HasAdditionalSubjectAlternativeNames: false,
      Status: certificate.status,
      Type: certificate.type,
      KeyAlgorithm: 'RSA_2048' as const,
      InUse: certificate.usedBy.length > 0,
      ...when('RenewalEligibility', detail.RenewalEligibility),
      ...when('NotBefore', detail.NotBefore),
      ...when('NotAfter', detail.NotAfter),
      ...when('CreatedAt', detail.CreatedAt),
      ...when('IssuedAt', detail.IssuedAt),
    })),
    ...when('NextToken', page.next),
  };
});

export const acm = serviceOf(new ACMClient(nowhere), [describeCertificate, listCertificates]);
