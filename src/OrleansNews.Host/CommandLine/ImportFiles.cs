using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using OrleansNews.Control;

namespace OrleansNews.CommandLine;

/// <summary>Reads the files that are to be imported; one that cannot be read keeps no other back.</summary>
internal static class ImportFiles
{
    public static async Task<IReadOnlyList<ImportFile>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>(names.Count);
        foreach (var name in names) files.Add(await ReadAsync(name, cancellationToken));
        return files;
    }

    private static async Task<ImportFile> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return Decode(name, await File.ReadAllBytesAsync(name, cancellationToken));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(name, "", $"{name} cannot be read: {fault.Message}");
        }
    }

    // Strictly: a text of another encoding would be published with holes where its letters were.
    private static ImportFile Decode(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var text = new char[bytes.Length];
        if (Utf8.ToUtf16(bytes, text, out var read, out var written, replaceInvalidSequences: false) == OperationStatus.Done) return new(name, new string(text, 0, written), null);
        var line = bytes[..read].Count((byte)'\n') + 1;
        return new(name, "", string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: This is not UTF-8 (the byte 0x{bytes[read]:X2}). Save the file as UTF-8 and import it again."));
    }
}
