// Command tlog reads a PackProof log from outside, with Go's own transparency log packages and nothing of PackProof's.
//
//	tlog [-older FILE]... [-index N]... [-reject] URL VKEY
//
// URL is where the log is served: with or without the final /log. Each check is one line. Exit status: 0 all checks
// hold, 1 one does not, 2 nothing could be checked (wrong use, no answer). With -reject it is 0 when a check does not
// hold, and 1 when all do.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// errUnavailable marks what says nothing about the log: no answer, or a resource that is not there.
var errUnavailable = errors.New("unavailable")

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	var older, indexes list
	flag.Var(&older, "older", "file with an older signed checkpoint, from which the log must have grown (repeatable)")
	flag.Var(&indexes, "index", "entry of which to check the inclusion (repeatable; default: a few)")
	reject := flag.Bool("reject", false, "expect that a check does not hold")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: tlog [-older FILE]... [-index N]... [-reject] URL VKEY")
		os.Exit(2)
	}
	err := run(flag.Arg(0), flag.Arg(1), older, indexes)
	switch {
	case errors.Is(err, errUnavailable):
		fmt.Fprintln(os.Stderr, "cannot check:", err)
		os.Exit(2)
	case *reject && err != nil:
		fmt.Println("ok   rejected, as expected:", err)
	case *reject:
		fmt.Println("FAIL all checks hold, but a rejection was expected")
		os.Exit(1)
	case err != nil:
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}

func run(url, vkey string, older, indexes []string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return fmt.Errorf("%w: verifier key: %v", errUnavailable, err)
	}
	log := newLog(url)
	signed, err := log.get("checkpoint")
	if err != nil {
		return err
	}
	head, err := openCheckpoint(signed, verifier)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("ok   checkpoint: %s signed %d entries\n", verifier.Name(), head.N)

	hashes := tlog.TileHashReader(head, log)
	root, err := tlog.TreeHash(head.N, hashes)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	if root != head.Hash {
		return errors.New("tiles: their root is not the checkpoint's")
	}
	fmt.Println("ok   tiles: they have the checkpoint's root")

	entries, err := readEntries(log, head, hashes)
	if err != nil {
		return fmt.Errorf("entries: %w", err)
	}
	fmt.Printf("ok   entries: %d in %d bundles agree with %d tiles and have the checkpoint's root\n",
		len(entries), (len(entries)+255)/256, len(log.seen))

	picked, err := pick(indexes, head.N)
	if err != nil {
		return err
	}
	for _, i := range picked {
		proof, err := tlog.ProveRecord(head.N, i, hashes)
		if err != nil {
			return fmt.Errorf("inclusion of entry %d: %w", i, err)
		}
		if err := tlog.CheckRecord(proof, head.N, head.Hash, i, tlog.RecordHash(entries[i])); err != nil {
			return fmt.Errorf("inclusion of entry %d: %w", i, err)
		}
		fmt.Printf("ok   inclusion of entry %d: %d siblings\n", i, len(proof))
	}
	for _, file := range older {
		if err := checkGrowth(file, verifier, head, hashes); err != nil {
			return fmt.Errorf("growth from %s: %w", file, err)
		}
	}
	return nil
}

func checkGrowth(file string, verifier note.Verifier, head tlog.Tree, hashes tlog.HashReader) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%w: %v", errUnavailable, err)
	}
	old, err := openCheckpoint(signed, verifier)
	if err != nil {
		return err
	}
	if old.N > head.N {
		return fmt.Errorf("the log shrank from %d to %d entries", old.N, head.N)
	}
	proof, err := tlog.ProveTree(head.N, old.N, hashes)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash); err != nil {
		return err
	}
	fmt.Printf("ok   growth from %d to %d entries: %d hashes\n", old.N, head.N, len(proof))
	return nil
}

// pick gives the entries asked for, or the first, the last, and those around the edges of bundles.
func pick(asked []string, size int64) ([]int64, error) {
	var picked []int64
	for _, text := range asked {
		i, err := strconv.ParseInt(text, 10, 64)
		if err != nil || i < 0 || i >= size {
			return nil, fmt.Errorf("%w: entry %q is not among %d", errUnavailable, text, size)
		}
		picked = append(picked, i)
	}
	if len(asked) > 0 {
		return picked, nil
	}
	seen := map[int64]bool{}
	for _, i := range []int64{0, 1, 255, 256, 257, size / 3, size / 2, 65535, 65536, size - 2, size - 1} {
		if i >= 0 && i < size && !seen[i] {
			seen[i] = true
			picked = append(picked, i)
		}
	}
	return picked, nil
}
