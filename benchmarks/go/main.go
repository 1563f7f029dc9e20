// Loads on tamper-evident logs that others wrote, for the benchmark to compare with.
//
//	benchmarks tessera|immudb DIRECTORY
//
// Makes the log in an empty directory and reads loads from standard input, one a line, "CALLERS SECONDS". Answers
// each with a line of JSON: perSecond, medianMillis, p99Millis, calls. Ends with its input.
package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"
)

const (
	entryBytes  = 500
	mostCallers = 64
)

// appender makes an append that returns when its entry is durable and part of the tree; many callers use it at once.
type appender func(ctx context.Context, entry []byte) error

type load struct {
	PerSecond    float64 `json:"perSecond"`
	MedianMillis float64 `json:"medianMillis"`
	P99Millis    float64 `json:"p99Millis"`
	Calls        int     `json:"calls"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	logs := map[string]func(context.Context, string) (appender, func() error, error){
		"tessera": openTessera,
		"immudb":  openImmudb,
	}
	if len(arguments) != 2 || logs[arguments[0]] == nil {
		return fmt.Errorf("usage: benchmarks tessera|immudb DIRECTORY")
	}
	ctx := context.Background()
	add, closeLog, err := logs[arguments[0]](ctx, arguments[1])
	if err != nil {
		return err
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var callers int
		var seconds float64
		if _, err := fmt.Sscan(lines.Text(), &callers, &seconds); err != nil || callers < 1 || callers > mostCallers {
			return fmt.Errorf("%q is no load", lines.Text())
		}
		shown, err := closed(ctx, add, callers, time.Duration(seconds*float64(time.Second)))
		if err != nil {
			return err
		}
		if err := json.NewEncoder(os.Stdout).Encode(shown); err != nil {
			return err
		}
	}
	return closeLog()
}

// closed has callers that each append again as soon as they have their answer. No two entries are alike.
func closed(ctx context.Context, add appender, callers int, duration time.Duration) (load, error) {
	taken := make([][]time.Duration, callers)
	failures := make(chan error, callers)
	var all sync.WaitGroup
	start := time.Now()
	for caller := range callers {
		all.Add(1)
		go func() {
			defer all.Done()
			for before := time.Now(); before.Sub(start) < duration; {
				entry := make([]byte, entryBytes)
				rand.Read(entry)
				if err := add(ctx, entry); err != nil {
					failures <- err
					return
				}
				after := time.Now()
				taken[caller] = append(taken[caller], after.Sub(before))
				before = after
			}
		}()
	}
	all.Wait()
	elapsed := time.Since(start)
	select {
	case err := <-failures:
		return load{}, err
	default:
	}
	sorted := slices.Sorted(slices.Values(slices.Concat(taken...)))
	at := func(share float64) float64 {
		return sorted[int(share*float64(len(sorted)-1))].Seconds() * 1e3
	}
	return load{float64(len(sorted)) / elapsed.Seconds(), at(0.5), at(0.99), len(sorted)}, nil
}
