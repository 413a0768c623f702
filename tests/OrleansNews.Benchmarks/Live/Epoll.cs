using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansNews.Benchmarks.Live;

/// <summary>
/// Linux' epoll, level-triggered. A client of .NET's own costs as much as the server that is measured, and both share the machine; this one costs one
/// system call for each piece that arrives.
/// </summary>
internal sealed class Epoll : IDisposable
{
    private const int Add = 1, Readable = 1, Most = 512;

    // The kernel packs its structure on x64 alone.
    private static readonly bool _packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int _size = _packed ? 12 : 16;
    private static readonly int _data = _packed ? 4 : 8;

    private readonly int _handle = Checked(epoll_create1(0));
    private readonly byte[] _events = new byte[Most * _size];

    /// <summary>Watches a socket under a number.</summary>
    public void Watch(int socket, int number)
    {
        var wanted = new byte[_size];
        BitConverter.TryWriteBytes(wanted, Readable);
        BitConverter.TryWriteBytes(wanted.AsSpan(_data), number);
        Checked(epoll_ctl(_handle, Add, socket, wanted));
    }

    /// <summary>Calls <paramref name="ready"/> with the number of each socket that can be read, and returns how many there were.</summary>
    public int Wait(int milliseconds, Action<int> ready)
    {
        var count = epoll_wait(_handle, _events, Most, milliseconds);
        for (var i = 0; i < count; i++) ready(BitConverter.ToInt32(_events, i * _size + _data));
        return count;
    }

    /// <summary>Reads what has arrived on a socket; 0 at its end, less when there is nothing.</summary>
    public static int Receive(int socket, byte[] buffer) => (int)recv(socket, buffer, buffer.Length, 0);

    public void Dispose() => _ = close(_handle);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

#pragma warning disable IDE1006, SA1300 // The names are the system's.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int epoll_create1(int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int epoll_ctl(int handle, int operation, int socket, byte[] wanted);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int epoll_wait(int handle, byte[] events, int most, int milliseconds);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint recv(int socket, byte[] buffer, nint length, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int close(int handle);
#pragma warning restore IDE1006, SA1300
}
