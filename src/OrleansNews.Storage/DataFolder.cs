using System.Globalization;

namespace OrleansNews.Storage;

/// <summary>
/// A folder of data that one process owns. Ownership is a lock of the operating system on an open file, which ends with the process however that ends;
/// a file left behind by a crash means nothing.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>The file that the owner keeps open.</summary>
    public const string LockFileName = "owner.lock";

    /// <summary>The file that holds the owner's process id, for people and for the message to a second host.</summary>
    public const string OwnerFileName = "owner.pid";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream ownership)
    {
        Path = path;
        _lock = ownership;
    }

    /// <summary>The folder, as a full path.</summary>
    public string Path { get; }

    /// <summary>
    /// Takes the folder, and makes it (readable by its owner alone) when it does not exist. Throws <see cref="DataFolderInUseException"/> when another
    /// process owns it and <see cref="DataFolderException"/> when it cannot be made, written or locked.
    /// </summary>
    public static DataFolder Open(string path)
    {
        var folder = System.IO.Path.GetFullPath(path);
        Create(folder);
        var ownership = Lock(folder);
        try
        {
            RequireWorkingLocks(folder);
            WriteOwner(folder);
            return new DataFolder(folder, ownership);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>Gives the folder up.</summary>
    public void Dispose() => _lock.Dispose();

    private static void Create(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) return;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {folder} cannot be made: {fault.Message} Make it by hand for this account, or name another.", fault);
        }
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            return OpenLockFile(folder);
        }
        catch (IOException fault) when (IsHeldElsewhere(fault))
        {
            throw new DataFolderInUseException(folder, ReadOwner(folder), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, fault);
        }
    }

    // FileShare.None is an advisory lock on Unix and a sharing mode on Windows; both end with the process.
    private static FileStream OpenLockFile(string folder) =>
        new(System.IO.Path.Combine(folder, LockFileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void RequireWorkingLocks(string folder)
    {
        try
        {
            using var second = OpenLockFile(folder);
        }
        catch (IOException fault) when (IsHeldElsewhere(fault))
        {
            return;
        }

        throw new DataFolderException(
            $"The data folder {folder} is on a file system without working locks, where a second host would damage the data. Name a folder on a local disk.");
    }

    private static void WriteOwner(string folder)
    {
        try
        {
            File.WriteAllText(System.IO.Path.Combine(folder, OwnerFileName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, fault);
        }
    }

    private static int? ReadOwner(string folder)
    {
        try
        {
            var text = File.ReadAllText(System.IO.Path.Combine(folder, OwnerFileName));
            return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The name of the owner is a courtesy in a message about something else.
            return null;
        }
    }

    private static DataFolderException NotWritable(string folder, Exception fault) =>
        new($"The data folder {folder} cannot be written: {fault.Message} Give this account the right to write there, or name another folder.", fault);

    // EWOULDBLOCK of Linux and of macOS; sharing and lock violation of Windows.
    private static bool IsHeldElsewhere(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
