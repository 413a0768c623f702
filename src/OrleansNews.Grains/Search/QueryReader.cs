using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>Understands what readers type. Every text means something, if only nothing.</summary>
internal static class QueryReader
{
    // From here on the beginning of a word is enough, and the word itself counts more: "boat" finds "boats", "город" finds "города". Shorter ones begin too many others.
    private const int ShortestBeginning = 4;

    private const string Quotes = "\"“”„«»";

    public static ReadQuery Read(string typed)
    {
        var text = PlainText.Tidy(typed);
        var all = new List<ImmutableArray<WordPhrase>>();
        var none = ImmutableArray.CreateBuilder<WordPhrase>();
        var (count, at, isAlternative) = (0, 0, false);
        while (TryTake(text, ref at, out var piece))
        {
            if (piece is { IsQuoted: false, Text: "OR" or "|" })
            {
                isAlternative = all.Count > 0;
                continue;
            }

            if (piece is { IsQuoted: false, Text: "AND" } || PhraseOf(piece) is not { } phrase) continue;
            count++;
            if (piece.IsExcluded) none.Add(phrase with { IsPrefix = phrase.IsPrefix && phrase.Words is [{ Length: 1 }] });
            else if (isAlternative) all[^1] = all[^1].AddRange(WaysToMatch(phrase));
            else all.Add(WaysToMatch(phrase));
            isAlternative = false;
        }

        return new([.. all], none.DrainToImmutable(), count);
    }

    // The word itself beside its beginning, so that who has the very word counts for both.
    private static ImmutableArray<WordPhrase> WaysToMatch(WordPhrase phrase) => phrase is { IsPrefix: true, Words: [{ Length: >= ShortestBeginning }] } ? [phrase with { IsPrefix = false }, phrase] : [phrase];

    private static WordPhrase? PhraseOf(Piece piece)
    {
        var words = WordReader.Read(piece.Text);
        if (words.Count == 0) return null;
        // Within a run without spaces the last character is not looked for by itself: the text may go on.
        var isEndOfRun = words[^1].IsSingle && words.Count > 1 && words[^2].End == words[^1].End;
        if (isEndOfRun) words.RemoveAt(words.Count - 1);
        var last = words[^1];
        var mayGoOn = last.IsSingle || (!piece.IsQuoted && !isEndOfRun && last.Text.Length >= ShortestBeginning);
        return new([.. words.Select(word => word.Text)], mayGoOn);
    }

    private static bool TryTake(string text, ref int at, out Piece piece)
    {
        while (at < text.Length && text[at] == ' ') at++;
        var isExcluded = at + 1 < text.Length && text[at] is '-' or '−' && at + 1 < text.Length && text[at + 1] != ' ';
        if (isExcluded) at++;
        piece = default;
        if (at >= text.Length) return false;
        var isQuoted = Quotes.Contains(text[at], StringComparison.Ordinal);
        if (isQuoted) at++;
        var start = at;
        while (at < text.Length && (isQuoted ? !Quotes.Contains(text[at], StringComparison.Ordinal) : text[at] != ' ' && !Quotes.Contains(text[at], StringComparison.Ordinal))) at++;
        piece = new(text[start..at], isQuoted, isExcluded);
        if (isQuoted && at < text.Length) at++;
        return true;
    }

    /// <summary>What stands between spaces or quotation marks.</summary>
    private readonly record struct Piece(string Text, bool IsQuoted, bool IsExcluded);
}
