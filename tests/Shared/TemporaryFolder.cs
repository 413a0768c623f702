namespace OrleansNews.Processes;

/// <summary>An empty folder that is gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-");

    /// <summary>The folder itself.</summary>
    public string Path => _folder.FullName;

    /// <summary>A path in the folder; nothing is there yet.</summary>
    public string this[params string[] names] => System.IO.Path.Combine([_folder.FullName, .. names]);

    /// <summary>Writes a file in the folder and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
