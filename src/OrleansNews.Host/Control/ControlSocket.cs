using System.Text;
using OrleansNews.Storage;

namespace OrleansNews.Control;

/// <summary>
/// Where verbs reach the host that runs on a data folder: a Unix domain socket in a folder that the owner alone can enter. The system allows about 108 bytes
/// for its path; a data folder that lies deeper gets its socket in the temporary folder, and the place is written down beside the data.
/// </summary>
internal static class ControlSocket
{
    private const string RunFolder = "run";
    private const string SocketName = "control.sock";
    private const string PathFileName = "control.path";

    // sockaddr_un.sun_path is 108 bytes on Linux and 104 on macOS, with a final zero.
    private const int MaxPathBytes = 103;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A path to listen on, with nothing at it. Called by the owner of the folder alone.</summary>
    public static string Prepare(DataFolder folder)
    {
        var run = Path.Combine(folder.Path, RunFolder);
        MakePrivate(run);
        var socket = Path.Combine(run, SocketName);
        if (Encoding.UTF8.GetByteCount(socket) > MaxPathBytes) socket = Path.Combine(Directory.CreateTempSubdirectory("orleansnews-").FullName, SocketName);
        File.Delete(socket);
        File.WriteAllText(Path.Combine(run, PathFileName), socket);
        return socket;
    }

    /// <summary>Where the host on <paramref name="data"/> listens, if one does; null when none ever did.</summary>
    public static string? Find(string data)
    {
        try
        {
            return File.ReadAllText(Path.Combine(data, RunFolder, PathFileName));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Lets the owner alone connect.</summary>
    public static void Restrict(string socket)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Takes the socket away, and its folder where that was made for it.</summary>
    public static void Remove(DataFolder folder, string socket)
    {
        File.Delete(socket);
        File.Delete(Path.Combine(folder.Path, RunFolder, PathFileName));
        var place = Path.GetDirectoryName(socket)!;
        if (place != Path.Combine(folder.Path, RunFolder)) Directory.Delete(place);
    }

    private static void MakePrivate(string run)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(run);
            return;
        }

        Directory.CreateDirectory(run, OwnerOnly);
        File.SetUnixFileMode(run, OwnerOnly);
    }
}
