import { expect, test } from 'vitest';
import { isTooLong } from './form-length.ts';

const megabytes = (n: number) => String(n * 1024 * 1024);
const cookie = 'session=1';

test.each([
	['a form of a page', '/yunxi/desk', { 'content-length': megabytes(3), cookie }, false],
	['a form that is too long', '/yunxi/desk', { 'content-length': megabytes(5), cookie }, true],
	['a ledger of thirty megabytes', '/yunxi/desk/intake', { 'content-length': megabytes(30), cookie }, false],
	['a ledger from nobody', '/yunxi/desk/intake', { 'content-length': megabytes(30) }, true],
	['a sheet of 200 megabytes', '/yunxi/desk/intake', { 'content-length': megabytes(200), cookie }, true],
	['a form that does not say how long it is', '/yunxi/desk', { 'transfer-encoding': 'chunked', cookie }, true],
	['a page that is read', '/yunxi/desk', {}, false],
])('%s', (_, url, headers, tooLong) => {
	expect(isTooLong(new Headers(Object.entries(headers)), url)).toBe(tooLong);
});
