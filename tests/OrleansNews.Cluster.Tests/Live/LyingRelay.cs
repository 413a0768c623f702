using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansNews.Live;

/// <summary>What a relay does wrong at one place of the log.</summary>
public enum Lie
{
    None,
    Skip,
    Double,
    Swap,
    OtherComment,
    OtherText,
    HiddenShown,
    Reset,
}

/// <summary>A small live feed of a made-up thread that tells the truth, or lies at one place: with it the checker is checked.</summary>
internal sealed class LyingRelay : IDisposable
{
    public const int Events = 60;
    private const int LiesAt = 31;
    private const int ShowsAt = 30;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lie _lie;

    public LyingRelay(Lie lie)
    {
        _lie = lie;
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Comments, each third of them hidden by the event behind it, and shown until then.</summary>
    public static LoggedConversation Truth { get; } = new(
        [.. Enumerable.Range(1, Events).Select(sequence => new LoggedEvent(3, sequence, NameOf(sequence), CommentOf(sequence)))],
        Enumerable.Range(1, Events).Where(sequence => NameOf(sequence) == "comment" && !IsHidden(sequence)).ToDictionary(sequence => (long)sequence, MarkOf));

    public void Dispose() => _listener.Dispose();

    private static string NameOf(int sequence) => sequence % 3 == 0 ? "decided" : "comment";

    private static long CommentOf(int sequence) => sequence % 3 == 0 ? sequence - 1 : sequence;

    private static bool IsHidden(int sequence) => sequence % 3 == 2;

    private static string MarkOf(int sequence) => $"mark-{sequence}-0";

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var lines = new StreamReader(stream);
            var after = 0;
            while (await lines.ReadLineAsync() is { Length: > 0 } line)
            {
                if (line.StartsWith("Last-Event-ID: ", StringComparison.OrdinalIgnoreCase)) after = int.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture);
            }

            var answer = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n:\n\nretry: 2000\n\n");
            foreach (var sequence in Sequences().Where(sequence => sequence > after || (_lie == Lie.Swap && sequence == LiesAt && after == LiesAt + 1))) Write(answer, sequence);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToString()));
        }
    }

    private IEnumerable<int> Sequences()
    {
        for (var sequence = 1; sequence <= Events; sequence++)
        {
            if (sequence != LiesAt) yield return sequence;
            else if (_lie == Lie.Swap) yield return sequence + 1;
            if (sequence == LiesAt && _lie != Lie.Skip) yield return sequence;
            if (sequence == LiesAt && _lie == Lie.Double) yield return sequence;
            if (sequence == LiesAt && _lie == Lie.Swap) sequence++;
        }
    }

    private void Write(StringBuilder answer, int sequence)
    {
        var lies = sequence == LiesAt;
        var comment = CommentOf(sequence) + (lies && _lie == Lie.OtherComment ? 1 : 0);
        var mark = lies && _lie == Lie.OtherText ? "mark-0-0" : MarkOf(sequence);
        var html = NameOf(sequence) == "comment" || (sequence == ShowsAt && _lie == Lie.HiddenShown) ? $",\"html\":\"{mark}-end\"" : "";
        if (lies && _lie == Lie.Reset) answer.Append("event: reset\ndata: {}\n\n");
        answer.Append(CultureInfo.InvariantCulture, $"id: 3:{sequence}\nevent: {NameOf(sequence)}\ndata: {{\"id\":{comment}{html}}}\n\n");
    }
}
