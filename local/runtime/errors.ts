// Errors as the bundle sees them, and the two that only the runtime knows: a kill and a method that is not there.

/** An error of a Google service. `name` is what `e.name` says inside the script ('Exception' unless it is an API's). */
export class ServiceError extends Error {
  constructor(
    message: string,
    override readonly name: string = 'Exception',
    /** `e.details` of advanced services: {code, message}. */
    readonly details?: { code: number; message: string },
  ) {
    super(message);
  }
}

/** The end of an execution that no catch can stop: every further service call throws it again (EXE-2). */
export class Kill extends Error {
  override readonly name = 'Kill';
}

/** For hooks: ends the running execution here. */
export function kill(reason = 'killed by the test'): never {
  throw new Kill(reason);
}

/** For hooks: an error in Google's shape, e.g. 'Service Spreadsheets timed out while accessing document'. */
export function serviceError(message: string): ServiceError {
  return new ServiceError(message);
}

/** The honest answer where the runtime has no such method. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError(`not implemented locally: ${what}`, 'NotImplementedLocally');
}

/** Error of an advanced service: `API call to sheets.spreadsheets.get failed with error: …`. */
export function apiError(method: string, code: number, message: string): ServiceError {
  return new ServiceError(`API call to ${method} failed with error: ${message}`, 'GoogleJsonResponseException', {
    code,
    message,
  });
}

/** Wrong argument types, in the words of Apps Script (VAL-7). */
export function badSignature(method: string, args: readonly unknown[]): ServiceError {
  const types = args
    .map((a) => (a === null ? 'null' : Array.isArray(a) ? 'number[]' : typeof a === 'string' ? 'String' : typeof a))
    .join(',');
  return new ServiceError(`The parameters (${types}) don't match the method signature for ${method}.`);
}

/** A person's act the interface refuses: a protected cell, a value a strict validation rejects. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
