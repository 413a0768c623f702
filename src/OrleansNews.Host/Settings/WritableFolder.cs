namespace OrleansNews.Settings;

/// <summary>
/// Tells at the start whether a folder can be made and written, which would otherwise show when it is needed and nobody looks. Nothing is made by asking: who asks may never come to write there.
/// </summary>
internal static class WritableFolder
{
    /// <summary>Why <paramref name="folder"/> cannot be made or written, as a sentence; null when it can.</summary>
    public static string? Objection(string folder)
    {
        // What is not there yet will be made in the nearest folder that is.
        for (var place = Path.GetFullPath(folder); place is not null; place = Path.GetDirectoryName(place))
        {
            if (Directory.Exists(place)) return ObjectionTo(place);
            if (File.Exists(place)) return $"{place} is a file.";
        }

        return "There is no such disk.";
    }

    private static string? ObjectionTo(string place)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(place, $".probe-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"This account may not write in {place}.";
        }
        catch (IOException fault)
        {
            return $"{place} cannot be written: {fault.Message.TrimEnd('.')}.";
        }
    }
}
