using System.Text;

namespace OrleansNews.Live;

/// <summary>An event as a browser dispatches it.</summary>
internal sealed record ServerSentEvent(string Name, string? Id, string Data);

/// <summary>Reads server-sent events by the letter of WHATWG HTML, section 9.2.6.</summary>
internal sealed class ServerSentEvents
{
    private readonly StringBuilder _data = new();
    private string _name = "";
    private string? _id;

    /// <summary>The last id that was seen: what a client sends when it comes back.</summary>
    public string? LastId { get; private set; }

    public static List<ServerSentEvent> Parse(byte[] bytes)
    {
        var events = new ServerSentEvents();
        var lines = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        return lines.Select(events.Take).OfType<ServerSentEvent>().ToList();
    }

    /// <summary>Takes a line; an event when the line ends one that has data.</summary>
    public ServerSentEvent? Take(string line)
    {
        if (line.Length > 0)
        {
            var colon = line.IndexOf(':');
            if (colon != 0) Field(colon < 0 ? line : line[..colon], colon < 0 ? "" : line[(colon + 1)..].TrimStart(' '));
            return null;
        }

        LastId = _id ?? LastId;
        var dispatched = _data.Length == 0 ? null : new ServerSentEvent(_name.Length == 0 ? "message" : _name, _id, _data.ToString(0, _data.Length - 1));
        (_name, _id) = ("", null);
        _data.Clear();
        return dispatched;
    }

    private void Field(string name, string value)
    {
        switch (name)
        {
            case "event":
                _name = value;
                break;
            case "data":
                _data.Append(value).Append('\n');
                break;
            case "id" when !value.Contains('\0', StringComparison.Ordinal):
                _id = value;
                break;
        }
    }
}
