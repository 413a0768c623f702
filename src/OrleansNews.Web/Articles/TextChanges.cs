using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace OrleansNews.Articles;

/// <summary>Compares two texts: line by line, and word by word within what changed, so that a long story costs no more than its changes.</summary>
internal static partial class TextChanges
{
    /// <summary>What has changed altogether is shown as gone and new: comparing it word by word would cost its square and say nothing.</summary>
    private const int MostWords = 4_000;

    /// <summary>Lines that have less in common are two lines, not one that was changed.</summary>
    private const double LeastAlike = .3;

    private static readonly LineEndingsPreservingChunker _lines = new();
    private static readonly CustomFunctionChunker _words = new(text => [.. Word().Matches(text).Select(word => word.Value)]);

    /// <summary>The second text with what was taken out of the first, in reading order; neighbours of one kind are one part.</summary>
    public static ImmutableArray<ChangedPart> Of(string before, string after)
    {
        var parts = new List<ChangedPart>();
        Walk(Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, _lines), parts, CompareLines);
        return [.. parts];
    }

    // Line by line from the first: what a line became stands beside it, and not words that happen to be in both somewhere.
    private static void CompareLines(string gone, string fresh, List<ChangedPart> parts)
    {
        var (old, now) = (_lines.Chunk(gone), _lines.Chunk(fresh));
        var paired = Math.Min(old.Count, now.Count);
        for (var i = 0; i < paired; i++) CompareWords(old[i], now[i], parts);
        Replace(string.Concat(old.Skip(paired)), string.Concat(now.Skip(paired)), parts);
    }

    private static void CompareWords(string gone, string fresh, List<ChangedPart> parts)
    {
        if (Word().Count(gone) > MostWords || Word().Count(fresh) > MostWords)
        {
            Replace(gone, fresh, parts);
            return;
        }

        var found = new List<ChangedPart>();
        Walk(Differ.Instance.CreateDiffs(gone, fresh, ignoreWhiteSpace: false, ignoreCase: false, _words), found, Replace);
        var same = found.Where(part => part.Kind == ChangeKind.Same).Sum(part => part.Text.Length);
        if (2 * same < LeastAlike * (gone.Length + fresh.Length)) Replace(gone, fresh, parts);
        else found.ForEach(part => Add(parts, part.Kind, part.Text));
    }

    private static void Walk(DiffResult diff, List<ChangedPart> parts, Action<string, string, List<ChangedPart>> changed)
    {
        var next = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(parts, ChangeKind.Same, string.Concat(diff.PiecesNew.Skip(next).Take(block.InsertStartB - next)));
            changed(
                string.Concat(diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA)),
                string.Concat(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB)),
                parts);
            next = block.InsertStartB + block.InsertCountB;
        }

        Add(parts, ChangeKind.Same, string.Concat(diff.PiecesNew.Skip(next)));
    }

    private static void Replace(string gone, string fresh, List<ChangedPart> parts)
    {
        Add(parts, ChangeKind.Gone, gone);
        Add(parts, ChangeKind.New, fresh);
    }

    private static void Add(List<ChangedPart> parts, ChangeKind kind, string text)
    {
        if (text.Length == 0) return;
        if (parts.Count > 0 && parts[^1].Kind == kind) parts[^1] = new(kind, parts[^1].Text + text);
        else parts.Add(new(kind, text));
    }

    // Scripts that write no blanks are compared sign by sign; every other word, number, blank and mark is one.
    [GeneratedRegex(@"\p{N}+(?:[.,:٫٬'’]\p{N}+)+|[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsThai}]|[\p{L}\p{M}\p{N}'’_-]+?(?=[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsThai}]|[^\p{L}\p{M}\p{N}'’_-]|$)|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Word();
}
