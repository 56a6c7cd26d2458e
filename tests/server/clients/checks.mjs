// The answers that every client must get, and how many of them it got.
import assert from "node:assert/strict";

const MINISTRY = "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์";
const OFFICE = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดกาญจนบุรี";
let passed = 0;

function pass(what) {
  passed += 1;
  console.log(`ok ${what}`);
}

/** The provincial offices that won in 2022: one, under its ministry. */
export function check(what, offices) {
  const found = offices.map(({ nameTh, ministry }) => [nameTh, ministry.nameTh]);
  assert.deepEqual(found, [[OFFICE, MINISTRY]], what);
  pass(what);
}

/** An answer that is an error of the request. */
export function refused(what, { status, errors }, expected, code) {
  assert.deepEqual([status, errors[0].extensions.code], [expected, code], what);
  pass(what);
}

/** A fetch that notes the methods of what is sent. */
export function counting() {
  const methods = [];
  return {
    fetch: (input, init) => {
      methods.push(init.method);
      return fetch(input, init);
    },
    expect: (what, expected) => {
      assert.deepEqual(methods, expected, what);
      pass(`${what}: ${expected}`);
    },
  };
}

export function finish() {
  console.log(`${passed} passed, 0 failed`);
}
