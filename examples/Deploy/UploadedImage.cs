namespace Deploy;

/// <summary>Takes the image out of a request: the body itself, or the file of a form.</summary>
internal static class UploadedImage
{
    /// <exception cref="BadHttpRequestException">There is no image, it is of another type, or it is too long.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancelled)
    {
        if (!request.HasFormContentType)
        {
            return request.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true
                ? await ReadAsync(request.Body, cancelled)
                : throw new BadHttpRequestException("Send an image: as the body with its type (image/jpeg, image/png, ...), or as a file of a form.", StatusCodes.Status415UnsupportedMediaType);
        }

        IFormFileCollection files;
        try
        {
            files = (await request.ReadFormAsync(cancelled)).Files;
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException(error.Message, StatusCodes.Status400BadRequest, error);
        }

        if (files.Count != 1)
        {
            throw new BadHttpRequestException($"The form has {files.Count} files; one was expected. The image may also be the body, with its type (image/jpeg, image/png, ...).", StatusCodes.Status400BadRequest);
        }

        await using Stream content = files[0].OpenReadStream();
        return await ReadAsync(content, cancelled);
    }

    private static async Task<byte[]> ReadAsync(Stream content, CancellationToken cancelled)
    {
        using var image = new MemoryStream();
        await content.CopyToAsync(image, cancelled);
        return image.ToArray();
    }
}
