using System.Globalization;

namespace OrleansNews.Logs;

/// <summary>What an object of a log is. Stored as its character; never change one.</summary>
internal enum ObjectKind : byte
{
    /// <summary>A tail that became a block.</summary>
    Block = (byte)'a',

    /// <summary>A block written in the place of others: merged or redacted.</summary>
    Merged = (byte)'b',

    /// <summary>The list of the older blocks.</summary>
    Manifest = (byte)'m',

    /// <summary>The root of the owner's snapshot. Kinds with other lives have other numbers, so that what dies together is one range in the graveyard.</summary>
    Snapshot = (byte)'r',

    /// <summary>A part of a snapshot that is full, and lives long.</summary>
    SnapshotPart = (byte)'s',

    /// <summary>The last part of a snapshot, which the next snapshot replaces.</summary>
    LastSnapshotPart = (byte)'p',
}

/// <summary>
/// The name of a stored object: the random name of the activation that wrote it, its kind, and a number that this activation uses once. Written
/// <c>writer.a17</c>; so a range of names is as short as one name.
/// </summary>
internal readonly record struct ObjectName(string Writer, ObjectKind Kind, long Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Writer}.{(char)Kind}{Number}");

    public static ObjectName Parse(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot < 1 || dot + 2 >= text.Length ||
            !long.TryParse(text.AsSpan(dot + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new FormatException("A stored object has a name that no writer gave.");
        return new(text[..dot], (ObjectKind)text[dot + 1], number);
    }
}
