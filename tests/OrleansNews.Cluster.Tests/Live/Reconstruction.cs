using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace OrleansNews.Live;

/// <summary>What one reader has made of a live feed, across all its connections. Reads bytes: hundreds of readers in one process take millions of events.</summary>
/// <param name="from">Where they begin to read: behind that position.</param>
internal sealed class Reconstruction(string from = "0:0")
{
    private static readonly string[] Names = ["comment", "edited", "decided", "closed", "count", "votes", "readers", "open", "beat", "article", "reset"];

    private readonly List<LoggedEvent> _events = [];
    private readonly Dictionary<long, string> _visible = [];
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private int _resets;

    /// <summary>Where to go on.</summary>
    public string Position => _events is [.., var last] ? $"{last.Epoch}:{last.Sequence}" : from;

    /// <summary>How often it was told to begin anew.</summary>
    public int Resets => _resets;

    /// <summary>The marks of all texts that were shown, also of those that were taken away again.</summary>
    public IReadOnlyCollection<string> Shown => _shown;

    /// <summary>Takes the lines between two empty ones; true when they moved the position.</summary>
    public bool Take(ReadOnlySpan<byte> block)
    {
        Assert.False(block.Contains((byte)'\r'), "Framing is by LF alone.");
        var name = "";
        ReadOnlySpan<byte> id = default, data = default;
        foreach (var range in block.Split((byte)'\n'))
        {
            var line = block[range];
            if (line.StartsWith("id: "u8)) id = line[4..];
            else if (line.StartsWith("event: "u8)) name = NameOf(line[7..]);
            else if (line.StartsWith("data: "u8)) data = line[6..];
            else Assert.True(line.StartsWith(":"u8) || line.StartsWith("retry: "u8), $"A line without a field: {Encoding.UTF8.GetString(line)}");
        }

        if (name == "reset") _resets++;
        if (id.IsEmpty) return false;
        Assert.True(Utf8Parser.TryParse(id, out long epoch, out var length), "An id is epoch:sequence.");
        Assert.True(Utf8Parser.TryParse(id[(length + 1)..], out long sequence, out _), "An id is epoch:sequence.");
        var comment = data.IsEmpty ? 0 : TakeComment(data);
        _events.Add(new(epoch, sequence, name, comment));
        return true;
    }

    /// <summary>What a text is recognised by; empty when there is nothing.</summary>
    public static string MarkIn(ReadOnlySpan<byte> html)
    {
        var begin = html.IndexOf("mark-"u8);
        return begin < 0 ? "" : Encoding.ASCII.GetString(html[begin..(begin + html[begin..].IndexOf("-end"u8))]);
    }

    /// <summary>
    /// Everything in which this differs from a log that begins at 1, ends at <paramref name="end"/> and has every acknowledged comment where its answer said, and from the comments
    /// that readers see.
    /// </summary>
    /// <param name="end">The end of the log.</param>
    /// <param name="acknowledged">By position, the comments that were accepted.</param>
    /// <param name="visible">What readers see, by comment, and the mark in its text.</param>
    public IEnumerable<string> Faults(string end, IReadOnlyDictionary<string, long> acknowledged, IReadOnlyDictionary<long, string> visible)
    {
        if (_resets > 0) yield return $"{_resets} resets, and nobody was far behind";
        var (place, wrong) = _events.Index().FirstOrDefault(one => one.Item.Sequence != one.Index + 1, (-1, default));
        if (place >= 0) yield return $"place {place + 1} has {wrong}";
        if (Position != end) yield return $"it ends at {Position} instead of {end}";
        var places = _events.ToLookup(logged => $"{logged.Epoch}:{logged.Sequence}", logged => logged.Comment);
        foreach (var (position, comment) in acknowledged.Where(one => !places[one.Key].SequenceEqual([one.Value])))
            yield return $"comment {comment} was acknowledged at {position}, which has {string.Join(", ", places[position])}";
        foreach (var fault in VisibleFaults(visible)) yield return fault;
    }

    /// <summary>Everything in which this differs from what happened; nothing when the reader missed nothing, got nothing twice and nothing out of order.</summary>
    public IEnumerable<string> Faults(LoggedConversation truth)
    {
        if (_resets > 0) yield return $"{_resets} resets, and nobody was far behind";
        if (_events.Count != truth.Log.Count) yield return $"{_events.Count} events instead of {truth.Log.Count}";
        var wrong = _events.Zip(truth.Log).Index().FirstOrDefault(pair => pair.Item.First != pair.Item.Second, (-1, default));
        if (wrong.Index >= 0) yield return $"place {wrong.Index} has {wrong.Item.First} instead of {wrong.Item.Second}";
        foreach (var fault in VisibleFaults(truth.Visible)) yield return fault;
    }

    /// <summary>Every text that was shown although it was hidden before this reader came, also where it was taken away again.</summary>
    /// <param name="hidden">The marks of what was hidden.</param>
    public IEnumerable<string> ReplayFaults(IReadOnlySet<string> hidden) => _shown.Where(hidden.Contains).Select(mark => $"{mark} is hidden and was shown");

    private IEnumerable<string> VisibleFaults(IReadOnlyDictionary<long, string> visible)
    {
        foreach (var (id, mark) in visible.Where(comment => _visible.GetValueOrDefault(comment.Key) != comment.Value))
            yield return $"comment {id} reads '{_visible.GetValueOrDefault(id)}' instead of '{mark}'";
        foreach (var id in _visible.Keys.Except(visible.Keys)) yield return $"comment {id} is shown and should not be";
    }

    private static string NameOf(ReadOnlySpan<byte> name)
    {
        foreach (var known in Names)
        {
            if (Ascii.Equals(name, known)) return known;
        }

        throw new InvalidDataException($"Nobody documented the event '{Encoding.UTF8.GetString(name)}'.");
    }

    private long TakeComment(ReadOnlySpan<byte> data)
    {
        var (id, mark) = (0L, "");
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1) continue;
            if (json.ValueTextEquals("id"u8) && json.Read()) id = json.GetInt64();
            else if (json.ValueTextEquals("html"u8) && json.Read()) mark = MarkIn(json.ValueSpan);
        }

        if (mark.Length > 0) _shown.Add(_visible[id] = mark);
        else _visible.Remove(id);
        return id;
    }
}
