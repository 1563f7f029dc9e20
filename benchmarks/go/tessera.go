package main

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

// openTessera opens a log in plain files. Its future has an index when the entry's bundle, the tiles of the tree and
// the tree's new size and root were written to files of their own (O_SYNC), and their directories forced. The
// checkpoint is signed afterwards, every ten seconds (the default), and nobody waits for it.
func openTessera(ctx context.Context, directory string) (appender, func() error, error) {
	private, _, err := note.GenerateKey(rand.Reader, "benchmark.example/log")
	if err != nil {
		return nil, nil, err
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return nil, nil, err
	}
	driver, err := posix.New(ctx, posix.Config{Path: directory})
	if err != nil {
		return nil, nil, err
	}
	log, shutdown, _, err := tessera.NewAppender(ctx, driver, tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithBatching(256, 2*time.Millisecond))
	if err != nil {
		return nil, nil, err
	}
	add := func(ctx context.Context, entry []byte) error {
		_, err := log.Add(ctx, tessera.NewEntry(entry))()
		return err
	}
	return add, func() error { return shutdown(ctx) }, nil
}
