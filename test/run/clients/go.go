// One create request per way of Go's to send one, each with a key of its own.
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
)

const url = "https://api.kie.ai/api/v1/jobs/createTask"
const body = `{"model":"wan/2-5-text-to-video","input":{"prompt":"a cat"}}`

func send(name string, client *http.Client) {
	request, _ := http.NewRequest("POST", url, bytes.NewReader([]byte(body)))
	request.Header.Set("Authorization", "Bearer stunt.happy.go."+name)
	request.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(request)
	if err != nil {
		fmt.Fprintf(os.Stderr, "go.%s: %v\n", name, err)
		return
	}
	answer.Body.Close()
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--list" {
		fmt.Println("default\nno-proxy")
		return
	}
	send("default", http.DefaultClient)
	// A transport of one's own looks at no proxy variables.
	send("no-proxy", &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true}})
}
