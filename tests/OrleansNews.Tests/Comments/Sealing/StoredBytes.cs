using System.Text;
using OrleansNews.Storage;

namespace OrleansNews.Comments;

/// <summary>Looks for what was stored in the bytes of all files below a folder.</summary>
internal static class StoredBytes
{
    public static bool AreReadable(DirectoryInfo folder, string text) => AreStored(folder, Encoding.UTF8.GetBytes(text));

    public static void AssertNotReadable(DirectoryInfo folder, params string[] secrets)
    {
        foreach (var secret in secrets)
        {
            Assert.False(AreStored(folder, Encoding.UTF8.GetBytes(secret)), $"{secret} can be read in {folder}.");
            Assert.False(AreStored(folder, Encoding.Unicode.GetBytes(secret)), $"{secret} can be read in {folder}.");
        }
    }

    /// <summary>Whether bytes stand in any file, as they are or as the base64 of JSON.</summary>
    public static bool AreStored(DirectoryInfo folder, ReadOnlySpan<byte> bytes)
    {
        var base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        var escaped = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).Replace("+", "\\u002B", StringComparison.Ordinal));
        // Nobody but its owner may open the lock, and a socket cannot be read.
        foreach (var file in folder.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Name != DataFolder.LockFileName && file.Extension != ".sock"))
        {
            var stored = Read(file).AsSpan();
            if (stored.IndexOf(bytes) >= 0 || stored.IndexOf(base64) >= 0 || stored.IndexOf(escaped) >= 0) return true;
        }

        return false;
    }

    // Beside a host that runs a file may end, and the database may cut its log.
    private static byte[] Read(FileInfo file)
    {
        try
        {
            using var opened = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[opened.Length];
            opened.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return content;
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
