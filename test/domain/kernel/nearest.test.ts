import { describe, expect, test } from 'vitest';
import { nearest, nearOnes } from '../../../domain/kernel/nearest.ts';

describe('the name that a typing mistake meant', () => {
  test.each([
    ['checkuot', ['cart', 'checkout'], 'checkout'],
    ['chekout', ['cart', 'checkout'], 'checkout'],
    ['checkoutt', ['cart', 'checkout'], 'checkout'],
    ['Checkout', ['checkout'], 'checkout'],
    ['cart', ['card', 'cart'], 'cart'],
    ['ab', ['ba'], 'ba'],
    ['ab', ['cd'], undefined],
    ['abc', ['abd'], 'abd'],
    ['abcdef', ['abcdxy'], 'abcdxy'],
    ['abcdef', ['abcxyz'], undefined],
    ['abcd', ['badc'], undefined],
    ['', ['a'], 'a'],
    ['payments', [], undefined],
  ] as const)('"%s" of %j is %s', (text, candidates, expected) => {
    expect(nearest(text, candidates)).toBe(expected);
  });

  test('is none where the text is too long to be a name', () => {
    expect(nearest('x'.repeat(64), ['x'.repeat(64)])).toBe('x'.repeat(64));
    expect(nearest('x'.repeat(65), ['x'.repeat(65)])).toBeUndefined();
  });
});

describe('the names that may be meant', () => {
  test('are those a typing mistake away, and those of which one holds the other, the nearest first', () => {
    const names = ['search', 'checkout-web', 'checkout', 'out', 'chekcout'];
    expect(nearOnes('Checkout', names, 9)).toEqual(['checkout', 'chekcout', 'checkout-web', 'out']);
    expect(nearOnes('checkout', names, 2)).toEqual(['checkout', 'chekcout']);
  });

  test('hold no empty or overlong name, and are none for an overlong text', () => {
    const longest = `checkout${'x'.repeat(56)}`;
    expect(nearOnes('checkout', ['', longest, `${longest}x`], 9)).toEqual([longest]);
    expect(nearOnes('x'.repeat(64), ['x'], 9)).toEqual(['x']);
    expect(nearOnes('x'.repeat(65), ['x'], 9)).toEqual([]);
  });
});
