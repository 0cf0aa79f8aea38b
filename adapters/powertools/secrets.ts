/** What must never be read in a log. docs/architecture.md, Invariants, I10. */
export interface Secret {
  /** Finds it, in folded text. What its group `keep` holds stays: the name, the scheme, the host. */
  readonly pattern: RegExp;
  /** Stands in its place. */
  readonly mark: string;
}

/**
 * Every pattern takes a time that grows with the length of the text and no faster, whatever the text is: it begins at
 * the beginning of a run (a look-behind says so) or at a literal, and no two parts that follow each other can take
 * the same characters without a bound. The flag `u` is left to the one that needs it: with `i` beside it V8 takes
 * milliseconds to compile a pattern.
 */
const secret = (mark: string, pattern: string, flags = ''): Secret => ({
  mark: `[${mark}]`,
  pattern: new RegExp(pattern, `g${flags}`),
});

/** Rest of a word in a text: up to a space, a quote or a bracket. */
const REST = '[^\\s"\'<>]+';

/** A value after its name: in quotes, which may be escaped, or up to what separates it from the next. */
const VALUE = '(?:\\\\*"[^"]*|\\\\*\'[^\']*|[^\\s;"\'<>]+)';

/** Not in the middle of a word, and not behind a sign that joins the parts of an id, a path, a time or an ARN. */
const ALONE = '(?<![\\w./-]|\\d:|:[\\w-]{1,64}:)';
const NO_MORE = '(?![\\w:]|[.-]\\d)';
const NO_DATE = '(?!\\s?\\d{4}-\\d\\d-\\d\\d)';
/** Not a date with the day first. */
const NO_DAY = '(?!\\d\\d([./-])\\d\\d\\1\\d{4}(?!\\d))';

/** Hosts whose addresses let anybody post who knows them. */
const webhookHosts = [
  'hooks\\.slack(?:-gov)?\\.com',
  '[\\w-]{1,63}\\.webhook\\.office\\.com',
  'outlook\\.office(?:365)?\\.com/webhook',
  '[\\w.-]{1,200}\\.logic\\.azure\\.com(?::\\d+)?',
  '[\\w.-]{1,200}\\.powerplatform\\.com(?::\\d+)?',
  '(?:ptb\\.|canary\\.)?discord(?:app)?\\.com/api(?:/v\\d+)?/webhooks',
  'events\\.(?:eu\\.)?pagerduty\\.com/(?:integration|x-ere)',
  'alert\\.victorops\\.com/integrations',
  'chat\\.googleapis\\.com/v1/spaces',
  'hooks\\.zapier\\.com',
  'webexapis\\.com/v1/webhooks',
  'maker\\.ifttt\\.com',
  'api\\.telegram\\.org',
  '[\\w.-]{1,200}/hooks(?=/[a-z0-9]{26}\\b)',
];

/** How the makers of tokens say themselves that they begin. */
const tokenShapes = [
  'tocsin_[\\w-]{8,}',
  'gh[pousr]_[A-Za-z0-9]{20,}',
  'github_pat_\\w{20,}',
  'gl(?:pat|dt|rt|ptt|ft|imt|agent|soat|cbt|oas)-[\\w-]{20,}',
  '(?:xoxe\\.)?xox[a-z]-[\\w-]{8,}',
  'xapp-\\d-[\\w-]{8,}',
  '[spr]k_(?:live|test)_\\w{10,}',
  'whsec_[\\w+/=-]{16,}',
  'sk-(?:(?:proj|ant|svcacct|or)-[\\w-]{16,}|[A-Za-z0-9]{32,})',
  'AIza[\\w-]{30,}',
  'ya29\\.[\\w-]{10,}',
  'GOCSPX-[\\w-]{10,}',
  'npm_[A-Za-z0-9]{30,}',
  'pypi-AgE[\\w-]{16,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'SK[0-9a-f]{32}',
  'key-[0-9a-f]{32}',
  'do[opr]_v1_[0-9a-f]{32,}',
  'hv[sbr]\\.[\\w-]{20,}',
  'dp\\.[a-z]{2,5}\\.\\w{20,}',
  'dapi[0-9a-f]{32}',
  'NR(?:AK|II|JS|RA)-[\\w-]{16,}',
  'gl(?:sa|c)_[\\w=+/-]{16,}',
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{16,}',
  'lin_api_\\w{16,}',
  'ntn_\\w{20,}',
  'sntry[su]_[\\w=+/-]{20,}',
  'ATATT3[\\w=-]{20,}',
  'sq0[a-z]{3}-[\\w-]{20,}',
  '\\d{8,10}:AA[\\w-]{30,}',
  '[MNO][A-Za-z0-9]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}',
];

/** Names of parameters that sign an address or open it. */
const signingParameters = [
  'x-(?:amz|goog)-(?:signature|credential|security-token)',
  'awsaccesskeyid',
  'signature',
  'sig',
  'code',
  'key',
  '[\\w-]{0,24}(?:token|secret|password|pwd|key-pair-id|api[_-]?key)',
].join('|');

/** Names behind which a secret stands, however it looks. */
const PASSWORD = '(?:password|passwd|passphrase|passcode|pwd|[_-]pass)';
const keyNames =
  'api|access|secret|private|routing|integration|account|signing|encryption|master|license|service';
const CREDENTIAL = `(?:token|secret|signature|credentials?|connection[-_]?string|dsn|(?:${keyNames})[-_. ]?key)`;

/** An assignment: `name = value`, or `"name": "value"` as JSON says it, also in JSON that stands in a text. */
const ASSIGNED = `(?:\\\\*["'])?\\s{0,3}=>?\\s{0,3}|\\\\*["']\\s{0,3}:\\s{0,3}`;
const NO_SECRET = `(?!\\\\*["']?(?:arn:|null\\b|true\\b|false\\b|\\[|\\0))`;
/** Behind a colon in prose stands a word more often than a secret, which is in quotes, has a digit or a sign in it, or is long. */
const ODD = `(?=\\\\*["']|[^\\s;&"'<>]{0,64}[\\d!#$%^*_~+=@\\\\/]|[^\\s;&"'<>]{12})`;

/** Every kind of secret, the ones whose mark says most first: where two overlap, the first names both. */
export const secrets: readonly Secret[] = [
  secret(
    'private key',
    '-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z ]{0,40}-----|$)',
  ),
  secret('webhook', `(?<keep>(?<![\\w.-])(?:${webhookHosts.join('|')})/)${REST}`, 'i'),

  // `scheme://user:password@host`. A password of a database may hold a slash that should have been encoded.
  secret('credentials', '(?<keep>(?<![\\w+.-])[a-z][\\w+.-]{0,30}:\\/\\/)[^\\s/?#"\'<>]+(?=@)', 'i'),
  secret(
    'credentials',
    '(?<keep>(?<![\\w+.-])(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?|mssql|sqlserver)://)[^\\s"\'<>@:/]{0,128}:[^\\s"\'<>@:]+(?=@)',
    'i',
  ),
  secret('credentials', '(?<keep>(?<![\\w.-])jdbc:oracle:\\w{1,10}:)[^\\s@:]+(?=@)', 'i'),
  secret('signature', `(?<keep>[?&#](?:${signingParameters})=)[^\\s&#"'<>]{6,}`, 'i'),

  // IAM, "Unique identifiers": AKIA and ASIA are keys, ABIA and ACCA credentials of services. The others are ids.
  secret(
    'aws key',
    '(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])(?:["\',:\\s]{1,4}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+]))?',
  ),
  // A secret access key has no mark of its own: 40 characters, mixed. Paths begin with a small word (`app/…`).
  secret(
    'aws key',
    '(?<![\\w/+.-])(?![a-z-]+/)(?=[A-Za-z0-9/+]{0,39}[a-z])(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=(?:[A-Za-z]{0,40}[\\d/+]){3})[A-Za-z0-9/+]{40}(?![\\w/+=.-])',
  ),
  secret('aws token', '(?<![\\w+/])(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[\\w+/=%-]{16,}'),
  // RFC 6750 and RFC 7617. In prose ("basic checks") no word has a digit, a sign or a capital within it.
  secret(
    'token',
    '(?<keep>\\b(?:[Bb]earer|BEARER|[Bb]asic|BASIC)\\s)\\s{0,7}(?=[\\w.~+/=-]{0,64}[\\d~+/=_-]|[A-Za-z]{1,64}[A-Z])[\\w.~+/=-]{3,}',
  ),
  ...tokenShapes.map((shape) => secret('token', `(?<![A-Za-z0-9])${shape}`)),
  // RFC 7519: three parts, of which the first is JSON.
  secret('token', '(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*){0,3}'),
  secret(
    'token',
    `(?<keep>\\bauthorization(?:\\\\*["'])?\\s{0,3}[:=]\\s{0,3}(?:\\\\*["'])?(?:(?:bearer|basic|digest|token|apikey|geniekey)\\s{1,3})?)[^\\s"'<>,]+(?:\\s{1,3}[^\\s"'<>,]{8,})?`,
    'i',
  ),
  secret('redacted', '(?<keep>\\b(?:set-)?cookie\\s{0,3}:\\s{0,3})[^\\r\\n]+', 'i'),

  secret('redacted', `(?<keep>(?<![\\w.-])[\\w.-]*?${PASSWORD}(?:${ASSIGNED}))${NO_SECRET}${VALUE}`, 'i'),
  secret(
    'redacted',
    `(?<keep>(?<![\\w.-])[\\w.-]*?${PASSWORD}\\s{0,3}:\\s{0,3})${NO_SECRET}${ODD}${VALUE}`,
    'i',
  ),
  secret(
    'redacted',
    `(?<keep>(?<![\\w.-])[\\w.-]*?${CREDENTIAL}(?:${ASSIGNED}))${NO_SECRET}(?=[^\\s;"'<>]{4}|\\\\*["'])${VALUE}`,
    'i',
  ),
  secret(
    'redacted',
    `(?<keep>(?<![\\w.-])[\\w.-]*?${CREDENTIAL}:\\s{1,3})${NO_SECRET}(?=\\S{0,64}\\d)(?=\\S{8})${VALUE}`,
    'i',
  ),
  secret('redacted', `(?<keep>(?<![\\w-])--[\\w-]{0,40}(?:password|token|secret|key)\\s{1,3})(?!-)\\S+`, 'i'),
  secret('redacted', '(?<keep>(?<![\\w-])(?:-u|--user)\\s{1,3})[^\\s:]{1,128}:\\S+'),

  // A version behind a name (`left-pad@1.3.0`) is no address: the last part of a host begins with a letter.
  secret(
    'address',
    '(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}[\\p{L}\\p{N}-]+',
    'u',
  ),

  // International, not the zone of a time (`09:26:53.000+0100`) and not a sum (`m1+1000000`).
  // Twelve digits by themselves, or behind a word that says so, are an account's id.
  secret('phone', `(?<![\\d)])\\+[1-9](?:${NO_DATE}[ \\t()./-]{0,3}\\d){6,14}`),
  secret(
    'phone',
    `${ALONE}00[ .-]?(?!1\\d{9}(?!\\d)|(?<=^00)\\d{10}$|(?<=(?:account|owner)(?:\\W?id)?\\W{1,6}00)\\d{10}(?!\\d))[1-9](?:${NO_DATE}[ ()./-]{0,3}\\d){7,13}${NO_MORE}`,
    'i',
  ),
  // With a word before it that says so.
  secret('phone', `\\btel:(?:[ ().-]{0,2}\\d){6,15}`, 'i'),
  secret(
    'phone',
    `(?<keep>\\b(?:tel|telephone|phone|mobile|cell|fax|whatsapp|sms)(?:[ _-]?(?:no|nr|number))?(?:\\\\*["'])?[.:= ]{1,3}(?:\\\\*["'])?)${NO_DATE}[(]?\\d(?:[ ()./-]{0,2}\\d){6,14}`,
    'i',
  ),
  // National: an area in brackets, the North American plan, a trunk zero.
  secret('phone', `${ALONE}\\(\\d{2,5}\\)[ -]?${NO_DATE}\\d(?:[ .-]?\\d){5,9}${NO_MORE}`),
  secret('phone', `${ALONE}(?:1[ .-])?[2-9]\\d{2}([ .-])[2-9]\\d{2}\\1\\d{4}${NO_MORE}`),
  secret('phone', `${ALONE}${NO_DAY}0[1-9](?:${NO_DATE}[ ./-]?\\d){7,9}${NO_MORE}`),
];

/** Names of fields whose whole value is a secret, whatever it looks like. */
const secretName = new RegExp(
  `(?:${PASSWORD}|${CREDENTIAL}|authorization|cookie|phone(?:[-_ ]?number)?|e-?mail|endpoint|webhook(?:[-_ ]?url)?)$`,
  'i',
);

/** Whether a field of this name holds a secret. */
export const namesSecret = (name: string): boolean => secretName.test(name);
