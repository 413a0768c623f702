using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>Cuts from a story the part that says why it was found.</summary>
internal static class Snippets
{
    private const int Length = 240;
    private const int Before = 60;

    // How far a cut moves to fall between two words; a script without spaces is cut where it is.
    private const int Reach = 25;

    /// <summary>The best part of the standfirst or the text: the one with most different words of the query; the standfirst when both are as good.</summary>
    public static ImmutableArray<TextRun> Of(string standfirst, string body, Marker marker)
    {
        var (first, second) = (Best(standfirst, marker), Best(body, marker));
        if (standfirst.Length > 0 && first.Found >= second.Found) return Cut(standfirst, first);
        return Cut(body, second);
    }

    private static Window Best(string text, Marker marker)
    {
        var marks = marker.Find(text);
        var best = new Window(0, 0, marks);
        var found = new HashSet<int>();
        for (var i = 0; i < marks.Count; i++)
        {
            found.Clear();
            for (var j = i; j < marks.Count && marks[j].End - marks[i].Start <= Length - Before; j++) found.Add(marks[j].Phrase);
            if (found.Count > best.Found) best = new(marks[i].Start, found.Count, marks);
        }

        return best;
    }

    private static ImmutableArray<TextRun> Cut(string text, Window window)
    {
        var from = window.Start <= Before ? 0 : Settle(text, window.Start - Before, forward: true);
        var to = text.Length - from <= Length ? text.Length : Settle(text, from + Length, forward: false);
        var runs = Marker.Runs(text, from, to, window.Marks);
        if (from > 0) runs = runs.Insert(0, new("… ", false));
        return to < text.Length ? runs.Add(new(" …", false)) : runs;
    }

    private static int Settle(string text, int at, bool forward)
    {
        for (var i = 0; i < Reach; i++)
        {
            var place = forward ? at + i : at - i;
            if (text[place] == ' ') return forward ? place + 1 : place;
        }

        return char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    /// <summary>A part of a text.</summary>
    /// <param name="Start">Where its first mark begins.</param>
    /// <param name="Found">How many different phrases are in it.</param>
    /// <param name="Marks">All marks of the text.</param>
    private sealed record Window(int Start, int Found, List<Mark> Marks);
}
