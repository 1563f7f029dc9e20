package main

import (
	"context"
	"io"
	"time"

	"github.com/codenotary/immudb/embedded/logger"
	"github.com/codenotary/immudb/embedded/store"
)

// openImmudb opens immudb's store in this process, without its server. A commit returns when its transaction was
// forced to the disk, together with those that came in the meantime, and is indexed. Of waiting 20 ms for them (the
// default), 5, 2, 1 and 0.2, it did best with 1 on two cores.
func openImmudb(_ context.Context, directory string) (appender, func() error, error) {
	log, err := store.Open(directory, store.DefaultOptions().
		WithSynced(true).
		WithSyncFrequency(time.Millisecond).
		WithMaxConcurrency(mostCallers).
		WithLogger(logger.NewSimpleLogger("immudb", io.Discard)))
	if err != nil {
		return nil, nil, err
	}
	add := func(ctx context.Context, entry []byte) error {
		tx, err := log.NewWriteOnlyTx(ctx)
		if err != nil {
			return err
		}
		// Entries are random, and so is what each begins with.
		if err := tx.Set(entry[:16], nil, entry); err != nil {
			return err
		}
		_, err = tx.Commit(ctx)
		return err
	}
	return add, log.Close, nil
}
