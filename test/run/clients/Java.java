// One create request per HTTP client of Java's, each with a key of its own.
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

public class Java {
    static final URI URL = URI.create("https://api.kie.ai/api/v1/jobs/createTask");
    static final String BODY = "{\"model\":\"wan/2-5-text-to-video\",\"input\":{\"prompt\":\"a cat\"}}";

    interface Use {
        void with(String key) throws Exception;
    }

    static void attempt(String name, Use use) {
        try {
            use.with("Bearer stunt.happy.java." + name);
        } catch (Exception error) {
            System.err.println("java." + name + ": " + error);
        }
    }

    static void send(HttpClient client, String key) throws Exception {
        var request = HttpRequest.newBuilder(URL).header("Authorization", key).header("Content-Type", "application/json");
        client.send(request.POST(HttpRequest.BodyPublishers.ofString(BODY)).build(), HttpResponse.BodyHandlers.ofString());
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("--list")) {
            System.out.println("http-client\nurl-connection");
            return;
        }
        attempt("http-client", key -> send(HttpClient.newHttpClient(), key));
        attempt("url-connection", key -> {
            var connection = (HttpURLConnection) URL.toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", key);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
            connection.getResponseCode();
        });
    }
}
