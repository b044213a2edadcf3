using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rsg.Runtime.Tests.Data;

/// <summary>Answers every HTTP request on a port of this machine with the same file, or with only the beginning of it.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] content;
    private readonly TaskCompletionSource disposed = new();
    private readonly Task answering;
    private int requests;

    public FileServer(byte[] content)
    {
        this.content = content;
        listener.Start();
        answering = Task.Run(AnswerAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/cifar-100-binary.tar.gz");

    public int Requests => requests;

    public int Status { get; init; } = 200;

    /// <summary>Ends the connection after so many bytes, though more were promised.</summary>
    public int? BreakAfter { get; init; }

    /// <summary>Sends so many bytes, then nothing more, but holds the connection until this is disposed.</summary>
    public int? SilentAfter { get; init; }

    public void Dispose()
    {
        disposed.SetResult();
        listener.Stop();
        answering.Wait();
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                requests++;
                NetworkStream stream = client.GetStream();
                using (var request = new StreamReader(stream, leaveOpen: true))
                {
                    while (!string.IsNullOrEmpty(await request.ReadLineAsync()))
                    {
                    }
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {Status} X\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(content.AsMemory(0, SilentAfter ?? BreakAfter ?? content.Length));
                if (SilentAfter is not null)
                {
                    await disposed.Task;
                    return;
                }
            }
        }
        catch (Exception) when (disposed.Task.IsCompleted)
        {
            // The listener was stopped, while it waited for a request or before it did.
        }
    }
}
