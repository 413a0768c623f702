using System.Globalization;
using System.Text.Json;
using OrleansNews.Comments;

namespace OrleansNews.CommandLine;

/// <summary>An erasure list that is kept apart from the backups: a line of JSON for each person. What is in one is never lost to a shorter one.</summary>
internal static class ErasureFile
{
    private const int KeyLength = 64;
    private const int MostMessages = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>The erasures of a file.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, or a line of it is no erasure.</exception>
    public static async Task<IReadOnlyList<Erasure>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var erasures = new List<Erasure>();
        var errors = new List<string>();
        try
        {
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                number++;
                if (Parse(line) is { } erasure) erasures.Add(erasure);
                else errors.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{number}: This is no erasure. One is {{\"commenter\":\"(64 hexadecimal digits)\",\"at\":\"2026-11-29T03:00:00+00:00\"}}."));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file} cannot be read: {fault.Message}");
        }

        if (errors.Count == 0) return erasures;
        errors.Insert(Math.Min(errors.Count, MostMessages), string.Create(CultureInfo.InvariantCulture, $"Nothing was done. Lines of {file} that are no erasures: {errors.Count}."));
        throw new CommandFailedException(string.Join(Environment.NewLine, errors.Take(MostMessages + 1)));
    }

    /// <summary>Writes a list into a file that its owner alone may read, whole or not at all.</summary>
    /// <exception cref="CommandFailedException">It cannot be written, or there is a list that knows more.</exception>
    public static async Task ReplaceAsync(string file, IReadOnlyList<Erasure> erasures, CancellationToken cancellationToken)
    {
        if (File.Exists(file)) RequireNothingLost(file, await ReadAsync(file, cancellationToken), erasures);
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            await WriteAsync(temporary, erasures, cancellationToken);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file} cannot be written: {fault.Message}");
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    private static void RequireNothingLost(string file, IReadOnlyList<Erasure> kept, IReadOnlyList<Erasure> erasures)
    {
        var newest = erasures.GroupBy(erasure => erasure.Commenter, StringComparer.Ordinal).ToDictionary(person => person.Key, person => person.Max(erasure => erasure.At), StringComparer.Ordinal);
        var lost = kept.Count(erasure => !newest.TryGetValue(erasure.Commenter, out var at) || at < erasure.At);
        if (lost > 0)
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"{file} knows erasures that this newspaper does not: {lost}. It was left as it is. When a backup was restored: erasures apply {file}"));
    }

    private static async Task WriteAsync(string file, IReadOnlyList<Erasure> erasures, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, options);
        await using (var writer = new StreamWriter(stream, leaveOpen: true))
        {
            foreach (var erasure in erasures) await writer.WriteAsync($"{JsonSerializer.Serialize(new Line(erasure.Commenter, erasure.At), Json)}\n".AsMemory(), cancellationToken);
        }

        stream.Flush(flushToDisk: true);
    }

    private static Erasure? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(line, Json) is { Commenter.Length: KeyLength } read && read.Commenter.All(char.IsAsciiHexDigitLower) ? new(read.Commenter, read.At) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A class: of a structure no member is required.
    private sealed record Line(string Commenter, DateTimeOffset At);
}
