using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>Finds in a text what a query looks for.</summary>
internal sealed class Marker(ReadQuery query)
{
    private readonly ImmutableArray<WordPhrase> _phrases = [.. query.AllOf.SelectMany(ways => ways)];

    /// <summary>Where the phrases of the query stand, in order and apart from each other.</summary>
    public List<Mark> Find(string text)
    {
        var words = WordReader.Read(text);
        var marks = new List<Mark>();
        for (var i = 0; i < words.Count; i++)
        {
            for (var number = 0; number < _phrases.Length; number++)
            {
                if (EndOf(_phrases[number], words, i) is { } end) Add(marks, new(words[i].Start, end, number));
            }
        }

        return marks;
    }

    /// <summary>Whether everything that the query looks for stands in the text.</summary>
    public bool FindsAll(string text)
    {
        var words = WordReader.Read(text);
        return query.AllOf.All(ways => Enumerable.Range(0, words.Count).Any(i => ways.Any(phrase => EndOf(phrase, words, i) is not null)));
    }

    /// <summary>The whole text, with what was found marked.</summary>
    public ImmutableArray<TextRun> Show(string text) => Runs(text, 0, text.Length, Find(text));

    /// <summary>A part of the text in runs.</summary>
    public static ImmutableArray<TextRun> Runs(string text, int from, int to, IEnumerable<Mark> marks)
    {
        var runs = ImmutableArray.CreateBuilder<TextRun>();
        var at = from;
        foreach (var mark in marks.Where(mark => mark.Start >= from && mark.End <= to))
        {
            if (mark.Start > at) runs.Add(new(text[at..mark.Start], false));
            runs.Add(new(text[mark.Start..mark.End], true));
            at = mark.End;
        }

        if (at < to) runs.Add(new(text[at..to], false));
        return runs.DrainToImmutable();
    }

    // Pairs of characters overlap each other, and a phrase its neighbour.
    private static void Add(List<Mark> marks, Mark mark)
    {
        if (marks.Count == 0 || mark.Start >= marks[^1].End) marks.Add(mark);
        else if (mark.End > marks[^1].End) marks[^1] = marks[^1] with { End = mark.End };
    }

    private static int? EndOf(WordPhrase phrase, List<Word> words, int at)
    {
        var last = at + phrase.Words.Length - 1;
        if (last >= words.Count) return null;
        for (var i = at; i < last; i++)
        {
            if (words[i].Text != phrase.Words[i - at]) return null;
        }

        var (wanted, word) = (phrase.Words[^1], words[last]);
        if (word.Text == wanted) return word.End;
        return phrase.IsPrefix && word.Text.StartsWith(wanted, StringComparison.Ordinal) ? word.Start + word.FirstLength : null;
    }
}

/// <summary>A place in a text that was looked for.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Phrase">The number of the phrase that stands there.</param>
internal readonly record struct Mark(int Start, int End, int Phrase);
