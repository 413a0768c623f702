using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OrleansNews.Markdown;

/// <summary>
/// The YAML block at the top of a Markdown file: keys with a text or a list of texts. Read event by event, so that neither aliases nor nesting can blow it up.
/// </summary>
internal sealed class FrontMatter
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>A key with its texts and the line it stands on.</summary>
    public sealed record Entry(string Key, ImmutableArray<string> Values, bool IsList, int Line);

    /// <summary>All entries, in the order of the file.</summary>
    public IEnumerable<Entry> Entries => _entries.Values.OrderBy(entry => entry.Line);

    /// <summary>The entry of a key; null when the file has none.</summary>
    public Entry? Find(string key) => _entries.GetValueOrDefault(key);

    /// <summary>Reads the block.</summary>
    /// <param name="yaml">The text between the lines <c>---</c>.</param>
    /// <param name="firstLine">The line of the file on which it begins.</param>
    /// <param name="report">Takes what is wrong, with its line.</param>
    public static FrontMatter Read(string yaml, int firstLine, Action<int, string> report)
    {
        var matter = new FrontMatter();
        try
        {
            matter.Read(new Parser(new StringReader(yaml)), firstLine - 1, report);
        }
        catch (YamlException fault)
        {
            report(
                (int)fault.Start.Line + firstLine - 1,
                $"The front matter cannot be read: {Reason(fault)}. Each line must read “key: text”; put a text in \"quotation marks\" when it has a colon, # or quotation mark in it.");
        }

        return matter;
    }

    private void Read(Parser parser, int linesBefore, Action<int, string> report)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return;
        if (!parser.TryConsume<MappingStart>(out _))
        {
            if (parser.Accept<Scalar>(out var text) && text.Value.Length == 0) return;
            report((int)parser.Current!.Start.Line + linesBefore, "The front matter must be lines of “key: text”, such as “title: The harbour wakes”.");
            return;
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = (int)parser.Current!.Start.Line + linesBefore;
            if (!parser.TryConsume<Scalar>(out var key))
            {
                report(line, "A key must be a plain word, such as title or date.");
                parser.SkipThisAndNestedEvents();
                parser.SkipThisAndNestedEvents();
            }
            else if (ReadValue(parser, key.Value, line) is not { } entry)
            {
                report(line, $"“{key.Value}” must have a text or a simple list of texts.");
            }
            else if (!_entries.TryAdd(key.Value, entry))
            {
                report(line, $"“{key.Value}” is given twice, here and in line {_entries[key.Value].Line}. Keep one of them.");
            }
        }
    }

    private static Entry? ReadValue(Parser parser, string key, int line)
    {
        if (parser.TryConsume<Scalar>(out var text)) return new(key, text.IsPlainImplicit && text.Value is "" or "~" or "null" ? [] : [text.Value], false, line);
        if (!parser.TryConsume<SequenceStart>(out _))
        {
            parser.SkipThisAndNestedEvents();
            return null;
        }

        var values = ImmutableArray.CreateBuilder<string>();
        var plain = true;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var item))
            {
                values.Add(item.Value);
            }
            else
            {
                plain = false;
                parser.SkipThisAndNestedEvents();
            }
        }

        return plain ? new(key, values.DrainToImmutable(), true, line) : null;
    }

    private static string Reason(YamlException fault)
    {
        var reason = fault.Message[(fault.Message.LastIndexOf("): ", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('.', ' ');
        return reason.Length > 0 ? char.ToLowerInvariant(reason[0]) + reason[1..] : "it is no YAML";
    }
}
