using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansNews.Moderation;

/// <summary>An entry of a word list, in the form in which it is looked for.</summary>
internal sealed class FoldedWord
{
    // A list is read with the settings and does not change: its thousands of entries are folded once, and not for every comment.
    private static readonly ConditionalWeakTable<string[], FoldedWord[]> Lists = [];

    private FoldedWord(string entry)
    {
        var word = FoldedText.Fold(entry.Trim());
        (Entry, IsPrefix) = (entry, word.EndsWith('*'));
        Text = IsPrefix ? word[..^1] : word;
    }

    /// <summary>As it stands in the list.</summary>
    public string Entry { get; }

    /// <summary>What is looked for; nothing is found where it is empty.</summary>
    public string Text { get; }

    /// <summary>Whether it may be the beginning of a word: its entry ends in <c>*</c>.</summary>
    public bool IsPrefix { get; }

    /// <summary>The entries of a list.</summary>
    public static IReadOnlyList<FoldedWord> AllOf(ImmutableArray<string> entries) =>
        ImmutableCollectionsMarshal.AsArray(entries) is { Length: > 0 } list ? Lists.GetValue(list, static all => [.. all.Select(entry => new FoldedWord(entry))]) : [];
}
