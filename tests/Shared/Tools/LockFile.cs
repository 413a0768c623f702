namespace OrleansNews.Processes;

/// <summary>A file that one holder has at a time, within this process and among others: two test projects run at once. Who ends without saying so lets go of it.</summary>
internal static class LockFile
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the file, which is let go by disposing of what is returned.</summary>
    public static async Task<FileStream> TakeAsync(string path, TimeSpan patience)
    {
        using var ended = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            // Another has it. There is no event for its end.
            catch (IOException held) when (held is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                if (ended.IsCancellationRequested) throw new TimeoutException($"{path} was not let go within {patience}.", held);
                await Task.Delay(BetweenTries);
            }
        }
    }
}
