/** Something that whoever starts the host can put right: printed as one line, without a stack. */
export class HostError extends Error {
  override readonly name = 'HostError';
}
