// Serves MongoDB's protocol from an implementation that is independent of MongoDB and of the tests' own server:
// FerretDB, which keeps its documents in SQLite. For tests: on loopback, without users.
//
//	document-server DIRECTORY [PORT]
//
// Prints its connection string once it listens, and ends when its standard input does: with whoever started it.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: document-server DIRECTORY [PORT]")
		os.Exit(2)
	}
	port := "0"
	if len(os.Args) == 3 {
		port = os.Args[2]
	}
	if err := serve(os.Args[1], port); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(directory, port string) error {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: net.JoinHostPort("127.0.0.1", port)},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + directory + "/",
	})
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		end()
	}()
	// Its address is known once it runs.
	go func() { fmt.Println(server.MongoDBURI()) }()
	return server.Run(ctx)
}
