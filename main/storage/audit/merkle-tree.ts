// The Merkle tree of RFC 6962 (section 2.1) over SHA-256: hashes, appending in O(log n), and the two kinds of proof.
import { createHash } from 'node:crypto';

/** 32 bytes. */
export type Hash = Uint8Array;

/** Where the hashes of full subtrees are: node (level, index) covers leaves [index × 2^level, (index + 1) × 2^level). */
export interface TreeNodes {
  get(level: number, index: number): Hash;
}

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

// The prefixes keep a leaf from ever being mistaken for an inner node.
const leafPrefix = new Uint8Array([0]);
const nodePrefix = new Uint8Array([1]);

export const leafHash = (entry: Uint8Array): Hash => sha256(leafPrefix, entry);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(nodePrefix, left, right);
export const emptyRoot = (): Hash => sha256();

export const sameHash = (a: Hash, b: Hash): boolean => Buffer.compare(a, b) === 0;

export interface NewNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Hash;
}

/** The nodes that a leaf at position `size` completes, itself first: at most 1 + log2(size). */
export function nodesCompletedBy(leaf: Hash, size: number, nodes: TreeNodes): NewNode[] {
  const completed: NewNode[] = [{ level: 0, index: size, hash: leaf }];
  let hash = leaf;
  for (let level = 0, index = size; index % 2 === 1; level++) {
    hash = nodeHash(nodes.get(level, index - 1), hash);
    index = (index - 1) / 2;
    completed.push({ level: level + 1, index, hash });
  }
  return completed;
}

/** The largest power of two smaller than `size`, which is 2 or more. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Hash over the leaves [from, from + size); `from` is a multiple of the full subtree at that place, as in the RFC. */
function rangeHash(nodes: TreeNodes, from: number, size: number): Hash {
  const level = Math.log2(size);
  if (Number.isInteger(level)) return nodes.get(level, from / size);
  const left = split(size);
  return nodeHash(rangeHash(nodes, from, left), rangeHash(nodes, from + left, size - left));
}

/** Root over the first `size` leaves. */
export const rootHash = (nodes: TreeNodes, size: number): Hash =>
  size === 0 ? emptyRoot() : rangeHash(nodes, 0, size);

/** PATH(index, D[size]): shows that the leaf at `index` is in the tree of the first `size` leaves. */
export function inclusionProof(nodes: TreeNodes, index: number, size: number): Hash[] {
  if (index < 0 || index >= size) throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  const path = (position: number, from: number, count: number): Hash[] => {
    if (count === 1) return [];
    const left = split(count);
    return position < left
      ? [...path(position, from, left), rangeHash(nodes, from + left, count - left)]
      : [...path(position - left, from + left, count - left), rangeHash(nodes, from, left)];
  };
  return path(index, 0, size);
}

/** PROOF(first, D[size]): shows that the first `first` leaves are still the beginning of the tree of `size`. */
export function consistencyProof(nodes: TreeNodes, first: number, size: number): Hash[] {
  if (first < 1 || first > size) throw new RangeError(`a tree of ${size} cannot be consistent with one of ${first}`);
  const subproof = (earlier: number, from: number, count: number, complete: boolean): Hash[] => {
    if (earlier === count) return complete ? [] : [rangeHash(nodes, from, count)];
    const left = split(count);
    return earlier <= left
      ? [...subproof(earlier, from, left, complete), rangeHash(nodes, from + left, count - left)]
      : [...subproof(earlier - left, from + left, count - left, false), rangeHash(nodes, from, left)];
  };
  return subproof(first, 0, size, true);
}

/** RFC 9162, section 2.1.3.2. */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameHash(hash, root);
}

/** RFC 9162, section 2.1.4.2. */
export function verifyConsistency(
  first: number,
  size: number,
  proof: readonly Hash[],
  firstRoot: Hash,
  root: Hash,
): boolean {
  if (first < 1 || first > size) return false;
  if (first === size) return proof.length === 0 && sameHash(firstRoot, root);
  const isPowerOfTwo = Number.isInteger(Math.log2(first));
  const path = isPowerOfTwo ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (start === undefined) return false;
  let node = first - 1;
  let last = size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let earlier = start;
  let later = start;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      earlier = nodeHash(sibling, earlier);
      later = nodeHash(sibling, later);
      while (node % 2 === 0 && node !== 0) {
        node = node / 2;
        last = Math.floor(last / 2);
      }
    } else {
      later = nodeHash(later, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameHash(earlier, firstRoot) && sameHash(later, root);
}

/** Grows a tree leaf by leaf and keeps only its right edge: for checking one without believing what is stored. */
export class TreeEdge {
  #size = 0;
  /** Full subtrees from the largest (left) to the smallest (right). */
  readonly #subtrees: { level: number; hash: Hash }[] = [];

  get size(): number {
    return this.#size;
  }

  /** Answers the nodes that this leaf completed, itself first. */
  append(leaf: Hash): NewNode[] {
    const completed: NewNode[] = [{ level: 0, index: this.#size, hash: leaf }];
    let subtree = { level: 0, hash: leaf };
    let index = this.#size;
    for (let left = this.#subtrees.at(-1); left?.level === subtree.level; left = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      subtree = { level: left.level + 1, hash: nodeHash(left.hash, subtree.hash) };
      index = (index - 1) / 2;
      completed.push({ level: subtree.level, index, hash: subtree.hash });
    }
    this.#subtrees.push(subtree);
    this.#size += 1;
    return completed;
  }

  root(): Hash {
    const [last, ...rest] = this.#subtrees.toReversed();
    if (last === undefined) return emptyRoot();
    return rest.reduce((right, left) => nodeHash(left.hash, right), last.hash);
  }
}
