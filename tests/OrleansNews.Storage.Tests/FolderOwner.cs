namespace OrleansNews.Storage;

/// <summary>A process that owns a data folder until it is killed.</summary>
internal static class FolderOwner
{
    public const string Argument = "--own-folder";

    public static int Run(string folder)
    {
        using var owned = DataFolder.Open(folder);
        Console.Out.WriteLine("owned");
        Console.Out.Flush();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
