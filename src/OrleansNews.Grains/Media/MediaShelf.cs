using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace OrleansNews.Media;

/// <summary>The library in memory: every picture with the words by which it is found. About 1 KB each, so that 100,000 pictures take as much as some stories with long threads.</summary>
internal sealed class MediaShelf
{
    private readonly SortedList<long, Item> _items = [];

    /// <summary>Takes a picture in, or what it is now; false when that is known, or newer is.</summary>
    public bool Put(MediaRecord record)
    {
        if (_items.TryGetValue(record.Id.Value, out var known) && known.Record.Version >= record.Version) return false;
        _items[record.Id.Value] = new(record, Words(record));
        return true;
    }

    /// <summary>Which version is known; 0 for none.</summary>
    public long VersionOf(MediaId id) => _items.TryGetValue(id.Value, out var known) ? known.Record.Version : 0;

    /// <summary>The newest first.</summary>
    public MediaPage Find(MediaQuery query)
    {
        var wanted = Fold(query.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = ImmutableArray.CreateBuilder<MediaView>(query.PageSize);
        var total = 0;
        var skip = (long)(query.Page - 1) * query.PageSize;
        for (var at = _items.Count - 1; at >= 0; at--)
        {
            var (record, words) = _items.GetValueAtIndex(at);
            // It stays known, so that what is told late does not bring it back.
            if (record.IsDeleted) continue;
            if (query.Owner.Length > 0 && record.Owner != query.Owner) continue;
            // Every text of words begins with a blank, so that a word is found by its beginning.
            if (!Array.TrueForAll(wanted, word => words.Contains(" " + word, StringComparison.Ordinal))) continue;
            if (total++ >= skip && found.Count < query.PageSize) found.Add(record.ToView());
        }

        return new(found.DrainToImmutable(), total);
    }

    private static string Words(MediaRecord record) =>
        " " + Fold(string.Join(' ', record.AlternativeText, record.Caption, record.Credit, record.FileName, record.OwnerName, record.Id.Value.ToString(CultureInfo.InvariantCulture)));

    // Letters and digits, without case and accents; everything else is a blank.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            folded.Append(char.IsLetterOrDigit(character) || char.IsSurrogate(character) ? char.ToLowerInvariant(character) : ' ');
        }

        return folded.ToString();
    }

    private sealed record Item(MediaRecord Record, string Words);
}
