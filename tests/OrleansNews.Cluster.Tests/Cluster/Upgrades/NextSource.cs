using System.Text.RegularExpressions;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>Writes the next release: every message and every stored object gets one more member, as a release may add them.</summary>
internal static partial class NextSource
{
    /// <summary>The member of stored objects in their JSON.</summary>
    public const string Stored = "addedByTheNextBuild";

    /// <summary>The member of messages, should one be stored.</summary>
    public const string Sent = "addedToTheMessage";

    /// <summary>The source of a file in the next release, and how many members it has more.</summary>
    public static (string Text, int Messages, int States) Change(string source)
    {
        var states = ExtensionData().Count(source);
        var text = ExtensionData().Replace(source, $$"""[System.Text.Json.Serialization.JsonPropertyName("{{Stored}}")] public string? AddedByTheNextBuild { get; set; } = "next"; $0""");
        var messages = 0;
        // From the end, so that the places of those before stay.
        foreach (Match message in Message().Matches(text).Reverse())
        {
            var end = EndOfHead(text, message.Index + message.Length);
            var body = text[message.Index..(text[end] == ';' ? end : EndOfBody(text, end))];
            var id = Ids().Matches(body).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max() + 1;
            var member = $$"""[Id({{id}}), System.Text.Json.Serialization.JsonPropertyName("{{Sent}}")] public string? AddedToTheMessage { get; init; } = "next";""";
            text = text[end] == ';' ? $"{text[..end]} {{ {member} }}{text[(end + 1)..]}" : $"{text[..(end + 1)]} {member}{text[(end + 1)..]}";
            messages++;
        }

        return (text, messages, states);
    }

    // The semicolon or the brace behind name, parameters and base.
    private static int EndOfHead(string text, int from)
    {
        var depth = 0;
        for (var place = from; ; place++)
        {
            if (text[place] is '(' or '[' or '<') depth++;
            else if (text[place] is ')' or ']' or '>') depth--;
            else if (depth == 0 && text[place] is ';' or '{') return place;
        }
    }

    private static int EndOfBody(string text, int brace)
    {
        var depth = 0;
        for (var place = brace; ; place++)
        {
            if (text[place] == '{') depth++;
            else if (text[place] == '}' && --depth == 0) return place;
        }
    }

    [GeneratedRegex(@"\[JsonExtensionData\]")]
    private static partial Regex ExtensionData();

    [GeneratedRegex(@"\[GenerateSerializer[^\n]*\]\s*public sealed record \w+")]
    private static partial Regex Message();

    [GeneratedRegex(@"\bId\((\d+)\)")]
    private static partial Regex Ids();
}
