using System.Globalization;

namespace OrleansNews.Comments;

/// <summary>A place in a thread's log, written <c>epoch:sequence</c>. It stands behind the event numbered <paramref name="Sequence"/>.</summary>
/// <param name="Epoch">
/// Larger after a restore from a backup; positions of two epochs cannot be compared. 0 is a thread without any event, whose place 0:0 is the beginning of
/// every epoch: who read an empty page goes on from there.
/// </param>
/// <param name="Sequence">The last event that is behind; 0 is the beginning of the log.</param>
[GenerateSerializer, Immutable, Alias("news.ThreadPosition")]
public readonly record struct ThreadPosition([property: Id(0)] long Epoch, [property: Id(1)] long Sequence)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}:{Sequence}");

    /// <summary>Whether who is here has all that stands before <paramref name="other"/>. An epoch begins with what its restore brought back, so a later one has reached every earlier position.</summary>
    public bool HasReached(ThreadPosition other) => Epoch > other.Epoch || (Epoch == other.Epoch && Sequence >= other.Sequence);

    /// <summary>Reads <c>epoch:sequence</c>, both decimal digits; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ThreadPosition position)
    {
        position = default;
        var colon = text.IndexOf(':');
        if (colon < 1 ||
            !long.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ||
            !long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return false;
        position = new(epoch, sequence);
        return true;
    }
}
