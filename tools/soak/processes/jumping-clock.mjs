const RealDate = Date;
let offset = 0;

/** From now on the wall clock of this process can jump; what measures spans of time cannot. */
export function installJumpingClock() {
  const now = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}

/** @param {number} byMs */
export function jumpClock(byMs) {
  offset += byMs;
}

/** It is as late again as it really is. */
export function settleClock() {
  offset = 0;
}
