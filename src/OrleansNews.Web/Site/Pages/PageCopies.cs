using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orleans.Configuration;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>
/// Copies of pages on the disk of a front end, one file each, for the time when the cluster is down and this process was started anew. A file is replaced as a whole, so
/// that several front ends may share the folder. What cannot be read is no copy, and neither is what is of another cluster: a newspaper restored from a backup is a new cluster, whose versions begin
/// again among those that the copies know, with other texts.
/// </summary>
internal sealed partial class PageCopies(
    IOptions<ReadOptions> options, IOptions<ClusterOptions> cluster, [FromKeyedServices(NewsClock.Key)] TimeProvider clock, ILogger<PageCopies> log)
{
    private const string Followed = "followed";
    private const string Fragments = "fragments.json";
    private const int LongestHeader = 64 * 1024;

    private readonly string _cluster = cluster.Value.ClusterId;
    private readonly string _folder = options.Value.CopyFolder;

    /// <summary>Whether there are any.</summary>
    public bool AreKept => _folder.Length > 0 && options.Value.WarmStories > 0;

    /// <summary>The copy of a page; null when there is none.</summary>
    public async Task<PageCopy?> FindAsync(string path)
    {
        if (!AreKept || await ReadAsync(path, withBody: true) is not { } copy) return null;
        var confirmedAt = copy.Header.ConfirmedAt;
        if (await FollowedUntilAsync() is { } followed && followed > confirmedAt) confirmedAt = followed;
        var age = clock.GetUtcNow() - confirmedAt;
        return new(Edition(copy.Header, copy.Body, await ReadFragmentsAsync()), age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    /// <summary>What the copy of a page says about itself, as a page without bytes to ask for changes with; null when there is none.</summary>
    public async Task<PageEdition?> FindVersionAsync(string path) =>
        AreKept && await ReadAsync(path, withBody: false) is { } copy ? Edition(copy.Header, [], new([])) : null;

    /// <summary>Keeps a page, without its fragments: those of all copies are one file, or a comment would stay in the box of each after it was hidden.</summary>
    public async Task WriteAsync(string path, PageEdition edition)
    {
        var body = edition.Latest.Body.With(new([]));
        var header = new PageCopyHeader(
            path, edition.Version, edition.Position.Epoch, edition.Position.Sequence, edition.ValidUntil, clock.GetUtcNow(), body.Bytes.Length, [.. body.Slots],
            edition.Latest.Document?.Type, edition.Latest.Document?.ChangedAt, _cluster);
        await ReplaceAsync(FileOf(path), async file =>
        {
            await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(header, PageCopyJson.Default.PageCopyHeader));
            file.WriteByte((byte)'\n');
            await using var gzip = new GZipStream(file, CompressionLevel.Fastest);
            await gzip.WriteAsync(body.Bytes);
        });
    }

    /// <summary>Keeps the fragments of all copies.</summary>
    public Task WriteFragmentsAsync(FragmentSet fragments) => ReplaceAsync(Path.Combine(_folder, Fragments), file => JsonSerializer.SerializeAsync(
        file, fragments.All.ToDictionary(fragment => fragment.Name, fragment => Encoding.UTF8.GetString(fragment.Html)), PageCopyJson.Default.DictionaryStringString));

    /// <summary>Gives a copy up. What it held is gone from the disk when this returns.</summary>
    public void Delete(string path)
    {
        if (!AreKept) return;
        try
        {
            File.Delete(FileOf(path));
        }
        catch (DirectoryNotFoundException)
        {
            // Then there is no such file.
        }
    }

    /// <summary>Notes that all copies are the pages as they were <paramref name="behind"/> ago: none has missed a change until then.</summary>
    public Task ConfirmAllAsync(TimeSpan behind) =>
        ReplaceAsync(Path.Combine(_folder, Followed), file => file.WriteAsync(Encoding.ASCII.GetBytes((clock.GetUtcNow() - behind).ToString("O", CultureInfo.InvariantCulture))).AsTask());

    /// <summary>The files of copies whose pages are not among those that are wanted are deleted.</summary>
    public void KeepOnly(IEnumerable<string> paths)
    {
        if (!Directory.Exists(_folder)) return;
        var wanted = paths.Select(FileOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder, "*.page", SearchOption.AllDirectories).Where(file => !wanted.Contains(file))) File.Delete(file);
    }

    private static PageEdition Edition(PageCopyHeader header, byte[] body, FragmentSet fragments) =>
        new(header.Version, new(body.Length == 0 ? new(body, []) : new PageBody(body, [.. header.Slots]).With(fragments), fragments, header.Type is { } type ? new(type, header.ChangedAt) : null))
    {
        Position = new(header.Epoch, header.Sequence),
        ValidUntil = header.ValidUntil,
    };

    private async Task<(PageCopyHeader Header, byte[] Body)?> ReadAsync(string path, bool withBody)
    {
        try
        {
            await using var file = new FileStream(FileOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.Asynchronous);
            var line = new byte[(int)Math.Min(LongestHeader, file.Length)];
            var read = await file.ReadAtLeastAsync(line, line.Length, throwOnEndOfStream: false);
            var end = line.AsSpan(0, read).IndexOf((byte)'\n');
            if (end < 0 || JsonSerializer.Deserialize(line.AsSpan(0, end), PageCopyJson.Default.PageCopyHeader) is not { } header || header.Path != path || header.Cluster != _cluster) return null;
            if (!withBody) return (header, []);
            file.Position = end + 1;
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            using var body = new MemoryStream();
            await gzip.CopyToAsync(body);
            return body.Length == header.Length ? (header, body.ToArray()) : null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogNotRead(fault);
            return null;
        }
    }

    private async Task<FragmentSet> ReadFragmentsAsync()
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(_folder, Fragments));
            var known = await JsonSerializer.DeserializeAsync(file, PageCopyJson.Default.DictionaryStringString);
            return new([.. (known ?? []).Select(fragment => (fragment.Key, Encoding.UTF8.GetBytes(fragment.Value)))]);
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return new([]);
        }
    }

    private async Task<DateTimeOffset?> FollowedUntilAsync()
    {
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(_folder, Followed));
            return DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) ? until : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task ReplaceAsync(string path, Func<FileStream, Task> writeAsync)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous)) await writeAsync(file);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // The name says nothing of the path: any path is one file name, and 256 folders keep each small.
    private string FileOf(string path)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 16));
        return Path.Combine(_folder, name[..2], name + ".page");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A copy of a page could not be read; it counts as missing")]
    private partial void LogNotRead(Exception fault);
}
