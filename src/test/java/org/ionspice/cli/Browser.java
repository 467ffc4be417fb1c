package org.ionspice.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium with one page, spoken to by its debugging protocol. For tests. */
final class Browser implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("DevTools listening on ws://([^/]+)/");
  private static final Pattern SOCKET =
      Pattern.compile("\"webSocketDebuggerUrl\": *\"(ws://[^\"]*/page/[^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":(?:\"([^\"]*)\"|([^,}]*))");
  private static final int PATIENCE = 120;

  private final Process process;
  private final WebSocket socket;
  private final LinkedBlockingQueue<String> inbox = new LinkedBlockingQueue<>();
  private final List<String> troubles = new ArrayList<>();
  private int number;

  /** Returns the program, when this machine has it. */
  static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the program with its files under {@code folder}. */
  Browser(Path program, Path folder) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--window-size=1200,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    String address = "";
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    while (address.isEmpty()) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("the browser did not start");
      }
      Matcher found = ADDRESS.matcher(line);
      address = found.find() ? found.group(1) : "";
    }
    Thread drain =
        new Thread(
            () -> {
              try {
                while (out.readLine() != null) {
                  // What it says there is not of interest, but must not fill its pipe.
                }
              } catch (IOException e) {
                // It has ended.
              }
            });
    drain.setDaemon(true);
    drain.start();
    HttpClient client = HttpClient.newHttpClient();
    String list =
        client
            .send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher found = SOCKET.matcher(list);
    if (!found.find()) {
      throw new IOException("no page in " + list);
    }
    socket =
        client.newWebSocketBuilder().buildAsync(URI.create(found.group(1)), new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", "{}");
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        inbox.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Sends a command and returns its answer; events before it are looked at. */
  String send(String method, String parameters) throws IOException, InterruptedException {
    int id = ++number;
    socket.sendText(
        "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true);
    while (true) {
      String message = next();
      if (message.startsWith("{\"id\":" + id + ",")) {
        return message;
      }
    }
  }

  private String next() throws IOException, InterruptedException {
    String message = inbox.poll(PATIENCE, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("the browser does not answer");
    }
    boolean error =
        message.contains("\"method\":\"Runtime.exceptionThrown\"")
            || message.contains("\"method\":\"Log.entryAdded\"")
                && message.contains("\"level\":\"error\"")
            || message.contains("\"method\":\"Runtime.consoleAPICalled\"")
                && (message.contains("\"type\":\"error\"")
                    || message.contains("\"type\":\"warning\""));
    boolean network =
        message.contains("\"method\":\"Network.requestWillBeSent\"")
            && Pattern.compile("\"url\":\"(https?|wss?|ftp):").matcher(message).find();
    if (error || network) {
      troubles.add(message);
    }
    return message;
  }

  /** Opens a file and waits until it is loaded. */
  void open(Path file) throws IOException, InterruptedException {
    send("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
    // The load event may have come before the answer.
    while (!evaluate("document.readyState").equals("complete")) {
      Thread.sleep(50);
    }
  }

  /** Returns the value of an expression without double quotes, a number or plain word. */
  String evaluate(String expression) throws IOException, InterruptedException {
    String answer =
        send(
            "Runtime.evaluate",
            "{\"returnByValue\":true,\"expression\":\"" + expression + "\"}");
    Matcher value = VALUE.matcher(answer);
    if (!value.find()) {
      throw new IOException(answer);
    }
    return value.group(1) == null ? value.group(2) : value.group(1);
  }

  /** Moves the mouse to a place of the window, in pixels. */
  void moveTo(double x, double y) throws IOException, InterruptedException {
    send("Input.dispatchMouseEvent", "{\"type\":\"mouseMoved\",\"x\":" + x + ",\"y\":" + y + "}");
  }

  /** Returns errors and warnings of the console, exceptions, and requests to the network. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
